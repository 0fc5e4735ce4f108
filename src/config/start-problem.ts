/** A start that cannot succeed for a reason that its operator can mend; the message is one sentence. */
export class StartProblem extends Error {}
