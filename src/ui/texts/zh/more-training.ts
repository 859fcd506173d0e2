/** 通往变体与队列的入口，以及队列自动给出的提示。 */
import type { moreTraining as en } from '../en/more-training.ts';
import type { Translation } from '../translation.ts';

export const moreTraining: Translation<typeof en> = {
  menu: '更多训练方式',
  sweepThis: '尝试多个取值…',
  waitsTitle: '队列等待中',
  waits: (name) => `先训练“${name}”。它暂停或结束后，队列自动继续。`,
};
