/** Buttons with `data-copy` put their text into the clipboard and say so. */
export function copyButtons(): void {
  addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>('button[data-copy]');
    const text = button?.dataset.copy;
    if (!button || text === undefined) return;
    void navigator.clipboard.writeText(text).then(() => {
      const before = button.textContent;
      button.textContent = button.dataset.copied ?? before;
      setTimeout(() => {
        button.textContent = before;
      }, 1_500);
    });
  });
}
