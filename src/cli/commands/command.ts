/** What a command is: how it is called, what it says of itself, what it does. */
import type { Arguments, OptionName } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';

export interface Command {
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
  /** Returns the exit status. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}
