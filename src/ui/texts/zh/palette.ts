/** 节点面板：搜索、分组与条目的名称。 */
import type { palette as en } from '../en/palette.ts';
import type { Translation } from '../translation.ts';

export const palette: Translation<typeof en> = {
  label: '节点面板',
  search: '搜索节点',
  found: (count) => `找到 ${count} 项`,
  none: (query) => `没有名为“${query}”的节点。换个词试试，例如 conv、noise 或 loss。`,
  insideNetworks: (title) => `“${title}”放在网络和块里：先进入一个网络或块。`,
  onObjective: (title) => `“${title}”放在目标图上：先回到目标图。`,
  entries: (group, count) => `${group}，${count} 项`,
  favourites: '收藏',
  recent: '最近添加',
  use: {
    network: (name) => `${name}（网络）`,
    block: (name) => `${name}（块）`,
  },
  new: { network: '新建网络', block: '新建块' },
  withOption: (kind, option) => `${kind}，启用${option}`,
  withChoice: (kind, choice) => `${kind}：${choice}`,
  addFavourite: (title) => `收藏“${title}”`,
  dropFavourite: (title) => `“${title}”已收藏；取消收藏`,
  starKey: '按 F 键收藏或取消收藏',
  because: {
    title: (text) => text,
    name: (text) => `名称：${text}`,
    alias: (text) => `别名：${text}`,
    option: (text) => `选项：${text}`,
    group: (text) => `分组：${text}`,
    setting: (text) => `设置：${text}`,
    authors: (text) => `作者：${text}`,
    paper: (text) => text,
  },
  paperBy: (authors, year) => (authors ? `${authors}，${year}` : String(year)),
  alsoCalled: (names) => `也可用这些名称搜索：${names}`,
};
