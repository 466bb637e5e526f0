// What importing a sheet and opening a long list are compared on: the same file, parsed by Papa Parse, in one bulk
// write; the same list, of which only the rows that can be seen are in the document. A store gives besides:
//   rowsFrom(id, count)     records in the order of their ids, from this one on, by the store's own index

import Papa from 'papaparse'

const HEADINGS = {
  医保编码: 'code', 产品名称: 'name', 注册证编号: 'certificate', 生产企业: 'manufacturer', 规格型号: 'specification',
  计价单位: 'unit', '挂网价（元）': 'price',
}
const HIGHEST = 8_000_000
const BEYOND = 8
const idOf = (number) => `p${String(number).padStart(7, '0')}`
const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })

export function offerRows(store) {
  const [input, open, status, reel] = ['#sheet', '#open', '[role=status]', '.reel'].map((what) => document.querySelector(what))

  input.onchange = async () => {
    const text = await input.files[0].text()
    const { data } = Papa.parse(text, { header: true, skipEmptyLines: true, transformHeader: (name) => HEADINGS[name] ?? name })
    const good = data.filter((row) => row.code && row.name)
    good.forEach((row, number) => { row.id = idOf(number) })
    await store.bulk(good)
    status.textContent = `已装入 ${good.length} 条`
  }

  // More rows of the same sheet, from number `first` on.
  window.fill = (first, count) => store.bulk(Array.from({ length: count }, (_, at) => {
    const row = first + at + 1
    return {
      id: idOf(row - 1), code: `C${String(row).padStart(19, '0')}`, name: `一次性使用静脉留置针第${row}号`,
      certificate: `国械注准2016313${String(row % 9973).padStart(4, '0')}`, manufacturer: '湖南青禾医疗器械有限公司',
      specification: `${row % 30}G 直型`, unit: '支', price: `${row % 997}.80`,
    }
  }))

  window.count = async () => (await store.count()).records

  open.onclick = async () => {
    const rows = +open.dataset.rows
    const inside = element('div', '')
    inside.role = 'list'
    inside.style.position = 'relative'
    reel.replaceChildren(inside)
    const row = 104
    const height = Math.min(rows * row, HIGHEST)
    inside.style.height = `${height}px`
    const [full, bar] = [rows * row - reel.clientHeight, height - reel.clientHeight]
    let [top, scroll, asked] = [0, 0, 0]
    const show = async () => {
      const mine = ++asked
      const first = Math.max(0, Math.floor(top / row) - BEYOND)
      const found = await store.rowsFrom(idOf(first), Math.ceil(reel.clientHeight / row) + 2 * BEYOND + 1)
      if (mine !== asked) return
      inside.replaceChildren(...found.map((product, at) => view(product, (first + at) * row - top + scroll, first + at, rows)))
    }
    reel.onscroll = () => {
      const moved = reel.scrollTop - scroll
      scroll = reel.scrollTop
      top = Math.abs(moved) > 2 * reel.clientHeight ? (scroll / bar) * full : Math.min(Math.max(0, top + moved), full)
      show()
    }
    await show()
  }
}

function view(product, top, at, rows) {
  const line = element('div', '')
  Object.assign(line, { role: 'listitem', ariaPosInSet: String(at + 1), ariaSetSize: String(rows) })
  Object.assign(line.style, { position: 'absolute', top: `${top}px`, height: '104px', width: '100%', contain: 'strict' })
  const { name, code, specification, manufacturer, price, unit } = product
  const texts = [name, code, `${specification} · ${manufacturer}`, `¥${price} / ${unit}`]
  line.append(...texts.map((text) => element('span', text)), element('button', '新填申报'))
  return line
}
