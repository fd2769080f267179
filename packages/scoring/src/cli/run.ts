import { Refusal } from '../refusal.ts'
import { APPLY_USAGE, apply } from './apply.ts'
import { EVALUATE_USAGE, evaluate } from './evaluate.ts'
import { EXPLAIN_USAGE, explain, RECOMPUTE_USAGE, recompute } from './explain.ts'
import type { Streams } from './say.ts'
import { TRAIN_USAGE, train } from './train.ts'

const commands: Record<string, (args: readonly string[], streams: Streams) => Promise<void>> = {
  train,
  evaluate,
  explain,
  apply,
  recompute,
}

const USAGE = [TRAIN_USAGE, EVALUATE_USAGE, EXPLAIN_USAGE, APPLY_USAGE, RECOMPUTE_USAGE].join('\n')

/** Runs one command. @returns the exit code; what is wrong is said in a sentence on `err`. */
export async function run([name = '', ...args]: readonly string[], streams: Streams): Promise<number> {
  if (name === '--help') {
    streams.out.write(`${USAGE}\n`)
    return 0
  }
  try {
    const command = commands[name]
    if (!command) throw new Refusal(`There is no command "${name}". There are:\n${USAGE}`)
    await command(args, streams)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    streams.err.write(`${error.message}\n`)
    return 1
  }
}
