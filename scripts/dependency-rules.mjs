// The borders of the rooms (.dependency-cruiser.mjs). Called as a library: the tool's own command refuses Node 20,
// the library behind it runs there.
//   node scripts/dependency-rules.mjs [folder...]      default: src
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';

const folders = process.argv.slice(2);
const { exitCode, output } = await cruise(folders.length > 0 ? folders : ['src'], {
  ruleSet: config,
  validate: true,
  ...config.options,
  outputType: 'err',
});
if (exitCode > 0) console.error(output);
process.exit(exitCode > 0 ? 1 : 0);
