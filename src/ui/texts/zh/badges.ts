/** 节点卡片上那一行短字中的英文词。 */
import type { badge as en } from '../en/badges.ts';

const WORDS: Readonly<Record<string, string>> = {
  labels: '标签',
  pairs: '成对',
  nothing: '无',
  flip: '翻转',
  color: '颜色',
  translation: '平移',
  cutout: '遮挡',
  real: '真实',
  fake: '生成',
  generator: '生成器',
  discriminator: '判别器',
  interpolated: '两者之间',
  'one slope': '共用斜率',
  'per channel': '逐通道',
  normal: '正态',
  'truncated-normal': '截断正态',
  uniform: '均匀',
  truncated: '截断',
  center: '居中',
  box: '随机矩形',
  strokes: '自由笔画',
  zero: '零',
  reflect: '反射',
  replicate: '复制',
  mean: '均值',
  sum: '求和',
  max: '最大值',
  nearest: '最近邻',
  bilinear: '双线性',
  'Sliced Wasserstein': '切片 Wasserstein',
  Kernel: '核距离',
  Fréchet: 'Fréchet',
  'Class agreement': '类别一致率',
  'Between samples': '样本之间',
  random: '随机特征',
  classifier: '分类器特征',
  own: '自有模型特征',
  'Cycle error': '循环误差',
  Reconstruction: '重建',
  'Modes covered': '覆盖的模式',
  Precision: '精确率',
  recall: '召回率',
  'Non-saturating': '非饱和',
  Minimax: '极小极大',
  'Least squares': '最小二乘',
  Hinge: '合页',
  Relativistic: '相对',
  'Relativistic average': '相对平均',
};

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) samples$/, '$1 个样本'],
  [/^(\S+) points$/, '$1 个点'],
  [/^(\S+) rows of (\S+)$/, '$1 行，每行 $2 个'],
  [/^(\S+) classes$/, '$1 类'],
  [/^from (\S+)$/, '从第 $1 层'],
  [/^axis (\S+): (\S+)$/, '轴 $1：$2'],
  [/^label$/, '标签'],
  [/^one number$/, '一个数'],
];

export const badge: typeof en = (text) => text.split(' · ').map(part).join(' · ');

function part(text: string): string {
  const whole = WORDS[text];
  if (whole) return whole;
  const sentence = SENTENCES.find(([pattern]) => pattern.test(text));
  if (sentence) return text.replace(sentence[0], sentence[1]);
  // Identifiers stay: only whole words of lists are said anew.
  return text
    .split(', ')
    .map((word) => WORDS[word] ?? word)
    .join('、')
    .replace(/^(×\S+|zero|reflect|replicate|mean|sum|max)\b(?: (.*))?$/, (all, first, rest) =>
      rest === undefined
        ? (WORDS[first] ?? all)
        : `${WORDS[first] ?? first} ${WORDS[rest] ?? rest}`,
    );
}
