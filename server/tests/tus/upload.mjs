// Uploads files by tus-js-client, each through a link that is cut on its way: the first file after a tenth of its
// bytes, the second after two tenths and so on. Prints for each where it was cut and where it went on.
// upload.mjs HOST:PORT COOKIE FILE…
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import net from "node:net";
import { Upload } from "tus-js-client";

const [address, cookie, ...files] = process.argv.slice(2);
const [host, port] = address.split(":");

/** A way to the server that breaks in the first PATCH, behind `cut` bytes of its body; says where pieces begin. */
function link(cut, begun) {
  let broken = false;
  const proxy = net.createServer((client) => {
    const server = net.connect(port, host);
    let head = Buffer.alloc(0); // of a request, until it is whole
    let left = 0; // of its body
    let counted = null; // what is left until the link breaks
    const breakOff = () => setTimeout(() => (client.destroy(), server.end()), 30);
    client.on("data", (data) => {
      while (data.length) {
        if (!left) {
          head = Buffer.concat([head, data]);
          const end = head.indexOf("\r\n\r\n");
          if (end < 0) return;
          const text = head.subarray(0, end).toString();
          data = head.subarray(end + 4);
          server.write(head.subarray(0, end + 4));
          head = Buffer.alloc(0);
          left = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
          if (text.startsWith("PATCH")) begun.push(Number(/upload-offset: (\d+)/i.exec(text)[1]));
          counted = text.startsWith("PATCH") && !broken ? cut : null;
          continue;
        }
        const piece = data.subarray(0, Math.min(left, counted ?? left));
        server.write(piece);
        left -= piece.length;
        data = data.subarray(piece.length);
        if (counted !== null && (counted -= piece.length) === 0) {
          broken = true;
          client.removeAllListeners("data");
          return breakOff();
        }
      }
    });
    server.on("data", (data) => client.write(data));
    for (const [one, other] of [[client, server], [server, client]]) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.end());
    }
  });
  return new Promise((ready) => proxy.listen(0, "127.0.0.1", () => ready(proxy)));
}

async function upload(bytes, cut) {
  const begun = [];
  const proxy = await link(cut, begun);
  await new Promise((done, failed) =>
    new Upload(bytes, {
      endpoint: `http://127.0.0.1:${proxy.address().port}/v1/files`,
      headers: { cookie, "x-yangcai-client": "1" },
      metadata: { sha256: createHash("sha256").update(bytes).digest("hex"), name: "注册证.png" },
      retryDelays: [100, 300, 1000, 3000],
      onSuccess: done,
      onError: failed,
    }).start());
  proxy.close();
  proxy.closeAllConnections?.();
  return begun;
}

for (const [index, file] of files.entries()) {
  const bytes = readFileSync(file);
  const cut = Math.floor((bytes.length * (index + 1)) / (files.length + 1));
  const begun = await upload(bytes, cut);
  // One that comes while the server still has the broken one in hand is refused and comes again.
  if (begun.length < 2 || begun[0] !== 0) throw new Error(`pieces begin at ${begun}`);
  if (begun.at(-1) !== cut) throw new Error(`cut at ${cut}, went on at ${begun.at(-1)}`);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const answer = await fetch(`http://${address}/v1/files/${digest}`, { headers: { cookie } });
  const back = Buffer.from(await answer.arrayBuffer());
  if (!back.equals(bytes)) throw new Error(`${answer.status}: other bytes came back`);
  console.log(`${bytes.length} bytes, cut at ${cut}, went on at ${begun.at(-1)}, identical`);
}
process.exit(0);
