/** Turns the loss of the GPU into a DeviceLostError, at once for whoever waits for it. */
import { onDeviceLost } from './backends/device-lost.ts';
import { DeviceLostError } from './trainer-types.ts';

export class DeviceWatch {
  private error: DeviceLostError | null = null;
  private reject: (error: DeviceLostError) => void = () => {};
  private readonly lost: Promise<never>;
  private readonly stop: () => void;

  constructor() {
    this.lost = new Promise((_, reject) => {
      this.reject = reject;
    });
    // Nobody may be waiting when it happens.
    this.lost.catch(() => {});
    this.stop = onDeviceLost((message) => {
      this.error ??= new DeviceLostError(
        `Training stopped because ${message}. It goes on from the last checkpoint on a new device.`,
      );
      this.reject(this.error);
    });
  }

  get isLost(): boolean {
    return this.error !== null;
  }

  check(): void {
    if (this.error) throw this.error;
  }

  /** Reads never end on a device that is gone; this does. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.check();
    try {
      return await Promise.race([work, this.lost]);
    } catch (error) {
      this.check();
      throw error;
    }
  }

  end(): void {
    this.stop();
  }
}
