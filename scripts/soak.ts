/** The long proofs, for a night: 300 kills over portals of five publishing systems, 60 on the night after, 2,100 damaged documents. `npm run soak` */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../pipeline/version.ts'

const portals = 'wuhu,lucheng,jiangjin,bozhou,kaiyuan'
const proofs = [
  ['kills.ts', '--kills', '300', '--seed', new Date().toISOString(), '--portals', portals],
  [
    'kills.ts',
    '--kills',
    '60',
    '--seed',
    new Date().toISOString(),
    '--portals',
    portals,
    '--night',
    'second',
  ],
  ['mutations.ts', '--documents', '2100'],
]

for (const [script = '', ...args] of proofs) {
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(packageRoot, 'scripts', script), ...args],
    { cwd: packageRoot, stdio: 'inherit' },
  )
  if (status !== 0) process.exitCode = status ?? 1
}
