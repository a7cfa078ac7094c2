// Runs turbo with its telemetry off: `node scripts/turbo.mjs run build`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { status, error } = spawnSync('turbo', process.argv.slice(2), {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
});
if (error) throw error;
process.exitCode = status ?? 1;
