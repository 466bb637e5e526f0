// `node replicate.js URL FILE`: puts FILE's records into a local PouchDB, then sends them to the database at URL.
// Says how long the sending took and how many arrived, as JSON.
const { readFileSync } = require('node:fs')
const PouchDB = require('pouchdb')

async function main([url, file]) {
  const records = JSON.parse(readFileSync(file, 'utf8'))
  const local = new PouchDB('local')
  await local.bulkDocs(records)
  const began = performance.now()
  // One batch instead of ten: on a link this slow, round trips are what batches cost.
  const result = await local.replicate.to(url, { batch_size: records.length })
  const milliseconds = performance.now() - began
  if (!result.ok) throw new Error(JSON.stringify(result))
  console.log(JSON.stringify({ milliseconds, written: result.docs_written }))
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
