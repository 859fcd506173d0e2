/** 探索检查点时的说明：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const exploreSentences: readonly SentenceForm[] = [
  [
    'This run has no checkpoint yet. Train it until the first is saved (Pause saves one), then load it.',
    '这次训练还没有检查点。请训练到保存第一个检查点（暂停即会保存），然后载入。',
  ],
  [
    'The checkpoint of step {step} is no longer there. Choose another one.',
    '第 {step} 步的检查点已不存在。请另选一个。',
  ],
  ['No checkpoint is open. Choose a run first.', '没有打开的检查点。请先选择训练记录。'],
  [
    'The checkpoint belongs to other networks than this run’s document makes. Choose another run, or train this one anew.',
    '检查点属于另一些网络，与这次训练的文档不符。请另选训练记录，或重新训练。',
  ],
  [
    'The document of "{name}" has errors in this version of Ganvas, so its networks cannot be built. Choose another run.',
    '“{name}”的文档在此版本的 Ganvas 中有错误，无法构建网络。请另选训练记录。',
  ],
  [
    'At step {step} nothing that the document shows is made by "{value}". Choose another picture.',
    '在第 {step} 步，文档所显示的内容中没有“{value}”。请另选图像。',
  ],
  ['Put at least one sample into A, B or C.', '请至少把一个样本放入 A、B 或 C。'],
  [
    'A sample has {n} numbers, this network takes {m}. It was picked from another run: draw samples anew.',
    '样本有 {n} 个数，而这个网络需要 {m} 个。它选自另一次训练：请重新采样。',
  ],
  [
    'Layer "{layer}" of {network} has no filters, and this picture does not come through it. Choose another layer or picture.',
    '{network} 的“{layer}”层没有卷积核，这张图像也不经过它。请另选层或图像。',
  ],
  [
    '"{title}" is made without {what}. Choose another picture.',
    '“{title}”的生成不需要{what!}。请另选图像。',
  ],
  [
    'The worker that explores stopped: {why}. Ask again: it starts anew where it was.',
    '探索线程已停止：{why!}。请重试：它会在原处重新启动。',
  ],
  [
    'The worker that explores was let go. Ask again: it starts anew where it was.',
    '探索线程已释放。请重试：它会在原处重新启动。',
  ],
  [
    '"{name}" has {n} MB, more than the {most} MB that are read here. Make it smaller.',
    '“{name}”有 {n} MB，超过这里可读取的 {most} MB。请缩小后再试。',
  ],
  [
    '"{name}" cannot be decoded by this browser. Save it anew as a PNG or JPEG.',
    '此浏览器无法解码“{name}”。请重新保存为 PNG 或 JPEG。',
  ],
  [
    '"{name}" cannot be read: it was moved or changed, or it is a folder. Choose it again.',
    '无法读取“{name}”：它已被移动或更改，或者是文件夹。请重新选择。',
  ],
  [
    'The browser gave no canvas to record from. Save a GIF instead.',
    '浏览器无法提供用于录制的画布。请改为保存 GIF。',
  ],
  ['The browser stopped recording. Save a GIF instead.', '浏览器停止了录制。请改为保存 GIF。'],
];

export const exploreWords: Readonly<Record<string, string>> = {
  noise: '噪声',
  'an image of the data': '数据中的图像',
  'styles that can be mixed': '可混合的风格',
  'a class': '类别',
  'an encoder': '编码器',
  'a message could not be read': '有一条消息无法读取',
};
