/** 训练过程中发现的健康问题。 */
import type { Texts } from '../english.ts';

export const health: Texts['health'] = {
  title: '训练健康状况',
  since: (step) => `自第 ${step} 步起`,
  run: '整个训练',
  dismiss: '在本次训练中不再显示',
  dismissed: (count) => `已忽略 ${count} 项。`,
  showAgain: '重新显示',
};
