/** 训练设置中的精度。 */
import type { precision as english } from '../en/precision.ts';
import type { Translation } from '../translation.ts';

export const precision: Translation<typeof english> = {
  label: '精度',
  choices: { float32: 'Float32', mixed: '混合' },
  help: '混合精度：各层的输出及其梯度用半精度（约三位有效数字），权重、累加和损失用 float32，并对损失做缩放，使梯度不超出半精度的范围。激活值占用的内存约减半。需要 WebGPU 且 GPU 支持 shader-f16；在其他设备上训练会改用 float32，并给出提示。',
};
