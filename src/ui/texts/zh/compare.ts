/** 对比视图。 */
import type { Clause } from '../../../graph/diff/summarize-diff.ts';
import { summarizeDiff } from '../../../graph/diff/summarize-diff.ts';
import { nameOf } from '../../../graph/graph-of.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { show } from '../../../graph/resolve-params.ts';
import type { compare as english } from '../en/compare.ts';
import { kindTitle } from '../kind-texts.ts';
import type { Translation } from '../translation.ts';

/** 读者一眼能看完的数目，其余只计数。 */
const MOST_CLAUSES = 6;

export const compare: Translation<typeof english> = {
  say: (diff) => {
    const [before, after] = diff.names.map((name) => `“${name}”`);
    const clauses = summarizeDiff(diff);
    if (clauses.length === 0) return `${after}与${before}描述的是同一个实验。`;
    const said = clauses.slice(0, MOST_CLAUSES).map(clauseWords);
    const rest = clauses.length - said.length;
    if (rest > 0) said.push(`另有 ${rest} 处不同`);
    return `${after}与${before}的不同之处：${said.join('；')}。`;
  },
  report: {
    title: (count) => `${count} 次训练的对比`,
    written: (when) => `由 Ganvas 于 ${when} 导出，全部内容都在本文件中。`,
    baseline: '基准',
    curves: '曲线',
    smoothed: (weight) =>
      `已用权重为 ${weight} 的指数移动平均平滑；不足 1,000 个点的序列平滑得更少。`,
    overSeeds: (names) => `仅种子不同的训练取均值，色带表示最低值到最高值：${names}。`,
    axes: { step: '步', time: '训练时间（秒）', images: '图像数' },
    plot: (series) => `${series}，每次训练一条曲线`,
    table: '参数、开销与结果',
    row: '项目',
    sections: {
      run: '训练',
      parameters: '参数',
      training: '训练设置',
      cost: '开销',
      losses: '损失（末值）',
      metrics: '指标',
    },
    facts: {
      steps: '已训练步数',
      data: '数据',
      backend: '计算后端',
      stepMs: '每步用时',
      trainedMs: '训练用时',
      allTrainable: '可训练权重总数',
      multiplyAdds: '每步乘加次数',
      memoryBytes: '内存（约）',
      peakBytes: '内存（实测峰值）',
    },
    trainable: (network) => `${network} 的可训练权重`,
    final: (series) => `${series}，末值`,
    best: (series) => `${series}，最佳值`,
    atStep: (step) => `第 ${step} 步`,
    leads: '这些训练中最佳',
    sheets: '样本',
    sheetsStep: '步',
    sheetOf: (run, view, step) => `${run} 在第 ${step} 步的${view}`,
    nothingKept: '此时还没有样本图',
    graphs: '图的差异',
    graphsOf: (after, before) => `${after} 与 ${before} 相比`,
    objective: '目标图',
    network: (name) => `网络 ${name}`,
    block: (name) => `块 ${name}`,
    fates: {
      added: '新增',
      removed: '删除',
      changed: '改动',
      indirect: '因参数而变',
      kept: '相同',
    },
    noDifference: '两个图相同。',
  },
  title: '对比训练',
  close: '关闭对比',
  loading: '正在读取训练记录…',
  none: '还没有训练记录',
  noneYet: '请先训练；每次训练都会保留，可在此对比。',
  one: '再添加一次训练，即可查看差异。',
  gone: (name) =>
    name === null
      ? '有一次训练未列入：其记录已不在此浏览器中，或已损坏。'
      : `“${name}”未列入：已被删除。`,
  unreadable: (name, reason) =>
    name === null ? `有一次训练未列入。${reason}` : `“${name}”未列入。${reason}`,
  failed: (reason) => `无法读取训练记录：${reason}`,
  again: '重试',
  runs: '参与对比的训练',
  differences: '与基准的差异',
  same: '与基准是同一个实验。',
  isBaseline: '基准',
  makeBaseline: (name) => `以 ${name} 为基准`,
  remove: (name) => `从对比中移除 ${name}`,
  add: '添加训练',
  full: '最多对比八次训练；移除一次后才能再添加。',
  noMatch: '没有其他训练',
  tabs: { label: '对比的各部分', curves: '曲线', samples: '样本', table: '表格', graphs: '图' },
  curves: {
    axis: '横轴',
    axes: { step: '步数', time: '时间', images: '图像数' },
    timeNote: '只计训练用时，不含暂停、样本图和测量。',
    scale: '纵轴',
    linear: '线性',
    log: '对数',
    smoothing: '平滑',
    noSmoothing: '无',
    bands: '对种子取均值',
    bandsNote: '仅种子不同的训练合为一条线，色带表示最低值到最高值。',
    wholeAxis: '显示整个横轴',
    zoomNote: '在图上拖动可放大横轴的一段。',
    none: '这些训练还没有损失或测量值。',
    chart: (series, lines) => `${series}：${lines} 条线`,
    band: (mean, low, high) => `${mean}（${low} … ${high}）`,
    at: (x) => `位于 ${x}`,
    end: '末值',
    seconds: (seconds) => `${seconds} 秒`,
    step: (step) => `第 ${step} 步`,
    images: (images) => `${images} 张图像`,
  },
  samples: {
    view: '视图',
    none: '这些训练都没有保留样本图。',
    early: '此时还没有样本图',
    other: '此训练没有这个视图',
    unreadable: '无法读取这张样本图',
    at: (step) => `第 ${step} 步`,
    sheet: (run, step) => `${run} 在第 ${step} 步的样本图`,
  },
  table: {
    only: '只看差异',
    none: '就表中各项而言，这些训练没有差异。',
    label: '参与对比的训练的参数、开销与结果',
  },
  graphs: {
    against: '训练',
    canvases: '画布',
    changes: (count) => `${count} 处改动`,
    unchanged: '无改动',
    label: (canvas, after, before) => `${after} 的${canvas}，标出与 ${before} 的差异`,
    key: '图例',
    parameters: '参数',
    card: (title, fate, changes) =>
      changes === '' ? `${title}，${fate}` : `${title}，${fate}：${changes}`,
    enter: '双击网络或块可查看内部。',
  },
  export: {
    menu: '导出',
    html: '单个 HTML 网页',
    table: '表格（CSV）',
    curves: '曲线的全部数据点（CSV）',
    working: '正在收集样本图…',
    done: (file) => `${file} 内容完整，可在任何地方打开。`,
    failed: (reason) => `无法导出对比：${reason}`,
  },
};

function clauseWords(clause: Clause): string {
  switch (clause.type) {
    case 'value': {
      const what = clause.of === 'training' ? `训练设置 ${clause.name}` : `参数 ${clause.name}`;
      if (clause.before === undefined) return `新增${what} = ${show(clause.after)}`;
      if (clause.after === undefined) return `删去${what}（原为 ${show(clause.before)}）`;
      return `${what} ${show(clause.before)} → ${show(clause.after)}`;
    }
    case 'kind':
      return `${on(clause.canvas)}的 ${list(clause.nodes)} 由${kindTitle(clause.before)}改为${kindTitle(clause.after)}`;
    case 'field': {
      const whose = clause.nodes.length > 0 ? ` ${list(clause.nodes)} 的` : '';
      return `${on(clause.canvas)}${whose} ${clause.field} ${side(clause.before)} → ${side(clause.after)}`;
    }
    case 'added':
      return `${on(clause.canvas)}新增 ${list(clause.nodes)}`;
    case 'removed':
      return `${on(clause.canvas)}删去 ${list(clause.nodes)}`;
    case 'renamed':
      return `${on(clause.canvas)}的 ${clause.before} 改名为 ${clause.after}`;
    case 'wires': {
      const counts = [
        clause.added > 0 ? `新增 ${clause.added} 条` : '',
        clause.removed > 0 ? `删去 ${clause.removed} 条` : '',
      ].filter((part) => part !== '');
      return `${on(clause.canvas)}的连线${counts.join('、')}`;
    }
    case 'canvas-added':
      return `新增${canvasWords(clause.canvas)}`;
    case 'canvas-removed':
      return `删去${canvasWords(clause.canvas)}`;
    case 'canvas-renamed':
      return `${canvasWords(clause.before)}改名为 ${nameOf(clause.canvas)}`;
    case 'indirect':
      return `由此 ${clause.count} 个节点的取值随之改变`;
    default:
      return clause satisfies never;
  }
}

const side = (value: unknown): string => (value === undefined ? '无' : show(value));

const on = (canvas: GraphId): string => `${canvasWords(canvas)}中`;

function canvasWords(canvas: GraphId): string {
  if (canvas === 'objective') return '目标图';
  return `${canvas.startsWith('blocks.') ? '块' : '网络'} ${nameOf(canvas)} `;
}

const list = (ids: readonly string[]): string =>
  ids.length > 4 ? `${ids.slice(0, 3).join('、')}等 ${ids.length} 个节点` : ids.join('、');
