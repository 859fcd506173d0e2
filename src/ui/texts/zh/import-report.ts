/** 未能原样打开的文档：问题与修复。 */
import type { importReport as en } from '../en/import-report.ts';
import type { Translation } from '../translation.ts';

export const importReport: Translation<typeof en> = {
  report: {
    title: (name) => `无法按原样打开 ${name}`,
    loose: (name) => `${name} 中有悬空的连线`,
    kept: '页面上的文档没有变化。',
    wrong: '问题所在',
    repairs: '“修复并打开”将会',
    noRepair: '无法自动修复。请在文件中改正这些位置后重新打开。',
    repair: '修复并打开',
    asIs: '按原样打开',
    cancel: '不打开',
    more: (n) => `另有 ${n} 项`,
  },
  repairs: {
    comma: (line, column) => `修正第 ${line} 行第 ${column} 列的逗号。`,
    cut: (line) => `补全文件末尾未闭合的部分（第 ${line} 行）；被截断的内容会缺失。`,
    rest: (line, column) => `忽略文档结束之后的内容（从第 ${line} 行第 ${column} 列起）。`,
    comment: (line) => `去掉第 ${line} 行的注释。`,
    number: (line, column) => `清空第 ${line} 行第 ${column} 列 JSON 无法表示的数。`,
    doubled: (key, line) => `同一对象中的多个“${key}”只保留最后一个（第 ${line} 行再次出现）。`,
    migrated: (from, to) => `从版本 ${from} 升级到版本 ${to}。`,
    unknown: (path) => `删除 ${path}：文档没有这个字段。`,
    dropped: (path, found) => `删除 ${path}：此处不能是 ${found}。`,
    reset: (path, found, to) =>
      found === ''
        ? `补上缺少的 ${path}，取 ${to}。`
        : `将 ${path} 设为 ${to}：此处不能是 ${found}。`,
    shortened: (path, to) => `将 ${path} 截短到 ${to} 个字符。`,
    entry: (path, found) => `删除 ${path}：无法解读 ${found}。`,
    renamed: (path, to) => `将 ${path} 改名为 ${to}。`,
    wire: (wire, path) => `删除连线 ${wire}（${path}）：它的一端没有节点。`,
  },
};
