/** `npm run test:crash -- --kills 1000`: kills engine and PostgreSQL at random under load and prints what came of it. */
import { parseArgs } from 'node:util';
import { findFaults } from './crash-checks.js';
import { crashRun } from './crash-run.js';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) {
  console.error(`--kills is "${values.kills}"; expected a whole number from 1 on.`);
  process.exit(1);
}
const begin = Date.now();
const result = await crashRun(kills, (done) => {
  if (done % 50 === 0) console.error(`${done} of ${kills} kills`);
});
const faults = await findFaults(result.postgres.administrator, result.engineUrl, result.told);
await result.close();
const { told } = result;
const counts = Object.fromEntries(Object.entries(faults).map(([name, list]) => [name, list.length]));
console.log(
  JSON.stringify({
    kills: result.kills,
    seconds: Math.round((Date.now() - begin) / 1000),
    acknowledged: {
      created: told.created.size,
      stored: told.stored.size,
      jobs: told.completedJobs.size,
      tasks: told.completedTasks.size,
    },
    answerLost: told.unknown.size,
    wrongAnswers: told.wrong.length,
    faults: counts,
  }),
);
const all = [...told.wrong, ...Object.values(faults).flat()];
for (const fault of all.slice(0, 50)) console.error(fault);
process.exit(all.length === 0 ? 0 : 1);
