/** 文档大纲与查找。 */
import type { outline as en } from '../en/outline.ts';
import type { Translation } from '../translation.ts';

export const outline: Translation<typeof en> = {
  tabs: { palette: '节点', outline: '大纲', label: '节点与大纲' },
  tree: '文档大纲',
  filter: '筛选大纲',
  networks: '网络',
  blocks: '块',
  parameters: '参数',
  nothing: (query) => `没有与“${query}”匹配的内容。`,
  problems: (errors, warnings) =>
    [errors === 0 ? '' : `${errors} 个错误`, warnings === 0 ? '' : `${warnings} 个警告`]
      .filter(Boolean)
      .join('，'),
  rename: (name) => `${name} 的新名称`,
  taken: (name) => `“${name}”已被占用。`,
  wrongName: '名称以字母开头，后接字母、数字、“_”或“-”。',
  wrongParameter: '表达式中不能使用这个名称。',
  hint: 'Enter 打开，F2 重命名，Delete 删除。把网络或块拖到画布上即可使用。',
  find: {
    title: '在文档中查找',
    field: 'ID、类型、数值、名称或注释',
    none: '没有找到匹配的内容。',
    start: '输入文字、数字，或用“=参数名”查找读取该参数的位置。',
    count: (at, all) => `第 ${at} 项，共 ${all} 项`,
    many: (all) => `前 ${all} 项`,
    next: '下一个（Enter）',
    previous: '上一个（Shift Enter）',
    close: '关闭（Escape）',
    results: '查找结果',
    note: '注释',
    network: '网络',
    block: '块',
    parameter: '参数',
    training: '训练',
  },
};
