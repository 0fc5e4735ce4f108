import { adHoc } from '../../../../src/engine/core/testing/bpmn-text.js';
import { end, gateway, job, manual, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { deploy, refused } from '../../steps.js';

export const laterVersions: Scenario[] = [
  {
    name: '2.28 ad-hoc sub-processes',
    resources: [],
    steps: [
      refused(
        'INVALID_ARGUMENT',
        deploy(model([start(), adHoc('a', [job('w')], [], { active: '=["w"]' }), end()], ['start -> a', 'a -> end'])),
        'OK',
      ),
    ],
    expect: { completed: '' },
    differs: {
      topic: 'Elements of later versions: inclusive joins (8.6), ad-hoc sub-processes (8.7)',
      in: ['answers', 'DEPLOYMENT', 'PROCESS'],
    },
  },
  {
    name: '2.7 joins of inclusive gateways',
    resources: [],
    steps: [
      refused(
        'INVALID_ARGUMENT',
        deploy(
          model(
            [start(), gateway('g', 'parallel'), manual('a'), manual('b'), gateway('j', 'inclusive'), end()],
            ['start -> g', 'g -> a', 'g -> b', 'a -> j', 'b -> j', 'j -> end'],
          ),
        ),
        'OK',
      ),
    ],
    expect: { completed: '' },
    differs: {
      topic: 'Elements of later versions: inclusive joins (8.6), ad-hoc sub-processes (8.7)',
      in: ['answers', 'DEPLOYMENT', 'PROCESS'],
    },
  },
];
