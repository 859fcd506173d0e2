export interface Served {
  /** With a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

export const ISOLATION_HEADERS: Readonly<Record<string, string>>;
export function serve(folder: string, port: number): Promise<Served>;
