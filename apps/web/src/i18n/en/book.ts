import { translates } from '../messages.ts'
import type { book as source } from '../zh/book.ts'

export const book = translates<typeof source>()({
  'book.title': 'The whole book',
  'book.lead':
    'Read from the first block until now. Rebuilt in your browser, checked against the contracts, saved as files. None of our servers has a part in it.',
  'book.make': 'Read and check the whole book',
  'book.again': 'Read again',
  'book.begin': 'Reaching a node of the chain',
  'book.reading': 'Reading blocks: {done} of {all}',
  'book.checking': 'Checking against the contracts: {done} of {all}',
  'book.made': 'The whole book, at block {block}',
  'book.time': 'Time of the block',
  'book.count.events': 'Events',
  'book.count.loans': 'Loans',
  'book.count.participants': 'Participants',
  'book.count.holdings': 'Holdings',
  'book.count.checks': 'Checks made',
  'book.files': 'Save as files',
  'book.download': 'Download',
  'book.file.json': 'Whole book, JSON',
  'book.file.json.about': 'All events, loans, series, participants and records',
  'book.file.events': 'Events, CSV',
  'book.file.events.about': 'One line per event, from the first',
  'book.file.loans': 'Loans, CSV',
  'book.file.loans.about': 'One line per loan, amounts in base units',
  'book.file.holdings': 'Holdings, CSV',
  'book.file.holdings.about': 'One line per holder and loan',
})
