/**
 * Turns the loss of the GPU into a DeviceLostError, at once for whoever waits for it, and a command that it refused
 * into an error: what was to be computed reads as zeros, without a word from tf.js.
 */
import { onDeviceError, onDeviceLost } from './backends/device-lost.ts';
import { DeviceLostError } from './trainer-types.ts';

export class DeviceWatch {
  private error: DeviceLostError | null = null;
  private reject: (error: DeviceLostError) => void = () => {};
  private readonly lost: Promise<never>;
  private refusal: string | null = null;
  private readonly stops: readonly (() => void)[];

  constructor() {
    this.lost = new Promise((_, reject) => {
      this.reject = reject;
    });
    // Nobody may be waiting when it happens.
    this.lost.catch(() => {});
    const stopLost = onDeviceLost((message) => {
      this.error ??= new DeviceLostError(
        `Training stopped because ${message}. It goes on from the last checkpoint on a new device.`,
      );
      this.reject(this.error);
    });
    const stopErrors = onDeviceError((message) => {
      this.refusal ??= message;
    });
    this.stops = [stopLost, stopErrors];
  }

  /** Neither lost nor known to have left anything out. */
  get isSound(): boolean {
    return this.error === null && this.refusal === null;
  }

  check(): void {
    if (this.error) throw this.error;
    if (this.refusal === null) return;
    throw new Error(
      `Training stopped because ${this.refusal.trim()} What was computed since cannot be trusted. Choose a smaller batch or profile, or the WebAssembly backend.`,
    );
  }

  /** Reads never end on a device that is gone; this does. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.check();
    try {
      const result = await Promise.race([work, this.lost]);
      this.check();
      return result;
    } catch (error) {
      this.check();
      throw error;
    }
  }

  end(): void {
    for (const stop of this.stops) stop();
  }
}
