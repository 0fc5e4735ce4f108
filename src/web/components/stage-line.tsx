export interface Stage {
  id: string;
  title: string;
  description?: string | undefined;
  state: 'done' | 'now' | 'ahead';
  /** When it ended, began or is expected, in words. */
  when?: string | undefined;
}

/** The stages of a case as a vertical line; the state is also said in words. */
export function StageLine({ stages, words }: { stages: Stage[]; words: Record<Stage['state'], string> }) {
  return (
    <ol class="stages">
      {stages.map((stage) => (
        <li key={stage.id} class={stage.state} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <strong>
            {stage.title}
            <span class="visually-hidden">, {words[stage.state]}</span>
          </strong>
          {stage.when && <span class="when">{stage.when}</span>}
          {stage.state === 'now' && stage.description && <p>{stage.description}</p>}
        </li>
      ))}
    </ol>
  );
}
