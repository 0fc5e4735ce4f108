/** Looks again until it is so: pages follow the workers by a moment. */
export async function until(condition: () => Promise<boolean>, seconds = 15): Promise<void> {
  for (let attempt = 0; attempt < seconds * 5; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`What was expected did not happen within ${seconds} seconds.`);
}
