// The unit's own listings as this device holds them, through Dexie: in the order of the list by an index, so that
// its first lines need nothing of the rest.

import { Dexie } from 'dexie'

const db = new Dexie('held', { chromeTransactionDurability: 'strict' })
db.version(1).stores({ listings: 'id, touched' })

export const SHOWN = 100

export const hold = (listings) => db.listings.bulkPut(listings)

export const count = () => db.listings.count()

export const shown = (words, most) => {
  const latest = db.listings.orderBy('touched').reverse()
  return (words ? latest.filter((listing) => matches(listing, words)) : latest).limit(most).toArray()
}

const matches = ({ entry }, words) =>
  [entry.product_name, entry.product_code, entry.specification, entry.manufacturer].some((text) => text.includes(words))
