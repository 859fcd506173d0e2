/** How a run shows itself while it goes: a bar drawn in place for a person, now and then a line for a log. */
import type { Terminal } from '../terminal.ts';

export interface Progress {
  readonly step: number;
  readonly totalSteps: number;
  readonly losses: Readonly<Record<string, number>>;
  readonly imagesPerSecond: number;
  /** Over the whole run: the time left follows from it. */
  readonly msPerStep: number;
}

const LINE_EVERY_MS = 10_000;

export class ProgressView {
  private lastLine = Number.NEGATIVE_INFINITY;
  private isDrawn = false;

  constructor(
    private readonly terminal: Terminal,
    /** `--json` without a person watching: not a word. */
    private readonly isQuiet: boolean,
  ) {}

  stage(text: string): void {
    if (this.terminal.isInteractive) this.draw(text);
    else if (!this.isQuiet) this.terminal.err(`${text}\n`);
  }

  /** Something to keep in sight: a line of its own. */
  note(sentence: string): void {
    this.end();
    if (this.terminal.isInteractive || !this.isQuiet) this.terminal.err(`${sentence}\n`);
  }

  show(progress: Progress, now: number): void {
    const { terminal } = this;
    if (terminal.isInteractive) this.draw(bar(progress, terminal.columns));
    else if (!this.isQuiet && now - this.lastLine >= LINE_EVERY_MS) {
      this.lastLine = now;
      terminal.err(`${text(facts(progress))}\n`);
    }
  }

  /** Leaves the line, so that what follows does not overwrite it. */
  end(): void {
    if (this.isDrawn) this.terminal.err('\n');
    this.isDrawn = false;
  }

  private draw(text: string): void {
    this.isDrawn = true;
    this.terminal.err(`\r\u001b[2K${text.slice(0, this.terminal.columns - 1)}`);
  }
}

const NARROWEST = 10;
const WIDEST = 30;

/** The bar never gives way: what does not fit beside it is left out, losses first. */
export function bar(progress: Progress, columns: number): string {
  const room = columns - 1;
  let kept = facts(progress);
  while (kept.length > 1 && text(kept).length + NARROWEST + 3 > room)
    kept = kept.toSpliced(kept.length > 3 ? -3 : -1, 1);
  const width = Math.min(WIDEST, room - text(kept).length - 3);
  if (width < NARROWEST) return text(kept);
  const share = Math.min(1, progress.step / Math.max(1, progress.totalSteps));
  const eighths = Math.round(share * width * 8);
  const full = Math.floor(eighths / 8);
  const part = ' ▏▎▍▌▋▊▉'[eighths % 8] ?? ' ';
  const drawn = `${'█'.repeat(full)}${full < width ? part : ''}`.padEnd(width);
  return `▕${drawn}▏ ${text(kept)}`;
}

const text = (parts: readonly string[]): string => parts.join('  ');

/** The count, the losses, the speed, the time left. */
function facts(progress: Progress): string[] {
  const { step, totalSteps, losses, imagesPerSecond, msPerStep } = progress;
  const left = duration(((totalSteps - step) * msPerStep) / 1000);
  const values = Object.entries(losses).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  const speed = `${imagesPerSecond.toFixed(imagesPerSecond < 10 ? 1 : 0)} images/s`;
  return [`${step} / ${totalSteps}`, ...values, speed, `${left} left`];
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
