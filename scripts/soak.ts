/** The long proof, for a night: 300 kills over portals of five publishing systems. `npm run soak` */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../pipeline/version.ts'

const portals = 'wuhu,lucheng,jiangjin,bozhou,kaiyuan'
const script = join(packageRoot, 'scripts', 'kills.ts')
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', script, '--kills', '300', '--seed', new Date().toISOString(), '--portals', portals],
  { cwd: packageRoot, stdio: 'inherit' },
)
process.exitCode = status ?? 1
