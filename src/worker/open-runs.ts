/**
 * The runs that the worker has open: one that a document trains, which the next of its sort replaces, and any number beside
 * it. All share one backend and take turns. What a run does is said in `session.ts`.
 */
import type { BackendInfo, ProbeKind } from '../runtime/trainer-types.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { BackendChoice, FromRun } from './protocol.ts';
import { Session } from './session.ts';
import type { Opening, SessionHost, Wish } from './session-types.ts';
import type { RunStorage } from './storage-types.ts';

interface OpenRun {
  readonly session: Session;
  readonly keeper: CheckpointKeeper;
  readonly ended: Promise<void>;
}

export class OpenRuns {
  /** By run; a run that was opened again is its newest session. */
  private readonly runs = new Map<string, OpenRun>();
  /** Those that are being closed, too. */
  private readonly sessions = new Set<Session>();
  /** The one that is beside no other. */
  private front: string | null = null;
  private running: BackendInfo | null = null;
  /** Checkpoints that storage refused are here alone. */
  private lastKeeper: CheckpointKeeper | null = null;
  private watched: ProbeKind | null = null;
  private readonly host: SessionHost;

  constructor(
    host: SessionHost,
    private readonly storage: RunStorage,
  ) {
    this.host = {
      ...host,
      startBackend: (choice) => this.share(choice, host),
      isAlone: () => this.sessions.size === 1,
    };
  }

  /** What is replaced is saved and freed first, without another word of it. */
  open(opening: Opening): void {
    const { runId, beside = false } = opening;
    const replaced = new Set(beside || this.front === null ? [runId] : [runId, this.front]);
    const before = [...replaced].flatMap((id) => this.runs.get(id) ?? []);
    const known = this.runs.get(runId)?.keeper ?? this.lastKeeper;
    for (const { session } of before) {
      session.mute();
      session.ask('close');
    }
    for (const id of replaced) this.runs.delete(id);
    if (!beside) this.front = runId;
    this.giveWay();
    const canKeep = known?.runId === runId && opening.resume;
    const keeper = canKeep ? known : this.keeperOf(runId);
    if (!beside) this.lastKeeper = keeper;
    const session = new Session(this.host, opening, keeper);
    session.watch(beside ? null : this.watched);
    this.sessions.add(session);
    const ended = Promise.all(before.map((run) => run.ended))
      .then(() => session.run())
      .then(() => {
        this.sessions.delete(session);
        if (this.runs.get(runId)?.session === session) this.runs.delete(runId);
      });
    this.runs.set(runId, { session, keeper, ended });
  }

  /** Whoever is to stand still waits for its turn, so that others measure later. */
  ask(runId: string, wish: Wish): void {
    this.runs.get(runId)?.session.ask(wish);
    if (wish === 'pause' || wish === 'close') this.giveWay();
  }

  get isIdle(): boolean {
    return this.sessions.size === 0;
  }

  private giveWay(): void {
    for (const session of this.sessions) session.giveWay();
  }

  /** What the page wants to see of the run that a document trains. */
  watch(what: ProbeKind | null): void {
    this.watched = what;
    if (this.front !== null) this.runs.get(this.front)?.session.watch(what);
  }

  saveSoon(): void {
    for (const { session } of this.runs.values()) session.saveSoon();
  }

  private keeperOf(runId: string): CheckpointKeeper {
    return new CheckpointKeeper(runId, this.storage, (message) =>
      this.host.post({
        type: 'trouble',
        code: 'storage',
        message,
        isFatal: false,
        runId,
      } satisfies FromRun),
    );
  }

  /** Tensors belong to the backend that made them: while any are held, nobody starts another. */
  private async share(choice: BackendChoice, { startBackend }: SessionHost): Promise<BackendInfo> {
    const isHeld = [...this.sessions].some((session) => session.isHolding);
    if (isHeld && this.running && choice !== 'auto' && choice !== this.running.backend) {
      const { backend } = this.running;
      throw new Error(
        `This run was to train on ${choice}, but others train on ${backend} beside it. Choose ${backend}, or wait until they have ended.`,
      );
    }
    // Started anew, it says whether its device is still there.
    const started = await startBackend(isHeld && this.running ? this.running.backend : choice);
    const isSame = isHeld && this.running?.backend === started.backend;
    this.running = isSame
      ? { ...started, reason: this.running?.reason ?? started.reason }
      : started;
    return this.running;
  }
}
