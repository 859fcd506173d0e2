/** What is typed belongs to the document that it was typed in: a field keeps it as it loses the focus. */
export function leaveField(): void {
  if (typeof document === 'undefined') return;
  const { activeElement } = document;
  const isField =
    activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  if (isField) activeElement.blur();
}
