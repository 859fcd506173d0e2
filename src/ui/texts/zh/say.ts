/** 远离页面之处所写的英文句子，用中文说出来；不认识的句子为 null。 */
import { sayer } from '../sentences.ts';
import { dataSentences, dataWords } from './data-sentences.ts';
import { exploreSentences, exploreWords } from './explore-sentences.ts';
import { factForms, graphSentences, graphWords } from './graph-sentences.ts';
import { healthSentences } from './health-sentences.ts';
import { kinds } from './kinds.ts';
import { nodeSentences, nodeWords } from './node-sentences.ts';
import { phrases } from './phrases.ts';
import { queueSentences, queueWords } from './queue-sentences.ts';
import { runSentences, runWords } from './run-sentences.ts';
import { takeAwaySentences } from './take-away-sentences.ts';

/** 句子用标识符称呼节点类型。 */
const kindWords = Object.fromEntries(
  Object.entries(kinds).map(([kind, { title }]) => [kind, title]),
);

/** 各类型自己的规则先于通用的规则。 */
export const say = sayer({
  forms: [
    ...nodeSentences,
    ...takeAwaySentences,
    ...queueSentences,
    ...runSentences,
    ...exploreSentences,
    ...healthSentences,
    ...dataSentences,
    ...graphSentences,
  ],
  facts: factForms,
  words: {
    ...kindWords,
    ...phrases,
    ...graphWords,
    ...nodeWords,
    ...dataWords,
    ...exploreWords,
    ...queueWords,
    ...runWords,
  },
});
