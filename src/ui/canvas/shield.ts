/**
 * Lies over the whole page while a hand moves something. Else the browser looks for what is under the pointer, among hundreds of cards
 * and curves, several times a move.
 */
export function raiseShield(): HTMLElement {
  const shield = document.createElement('div');
  shield.style.cssText = 'position:fixed;inset:0;z-index:9999;cursor:grabbing;user-select:none';
  document.body.append(shield);
  return shield;
}
