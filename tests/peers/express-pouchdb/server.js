// express-pouchdb as its README sets it up: `node server.js PORT FOLDER` keeps databases in FOLDER, with LevelDB.
const [port, folder] = process.argv.slice(2)
const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` })
const app = require('express')()
// The mode that its README gives for replication: no sessions, no admin pages, nothing else in a request's way.
app.use(require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log` }))
// Callers come back to a connection after more than the five seconds for which Node keeps one.
app.listen(Number(port), '127.0.0.1').keepAliveTimeout = 60_000
