//! Backup, restore and the check of the command log.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::{Data, Outcome};
use crate::clock;
use crate::store::Store;
use crate::sync::mark_backed_up;

/// Copies the database, and notes what the copy covers.
pub(super) fn backup(data: &Data, file: &Path) -> Outcome {
    data.file()?;
    let mut store = data.existing()?;
    let covered = store.backup(file)?;
    store.write(|db| mark_backed_up(db, &covered))?;
    println!("已备份到 {0} · backed up to {0}", file.display());
    println!(
        "附件不在其中：请在此之后复制 {0}，其中的文件只增不改。\n\
         Files are not in it: copy {0} after it; what is there is added to and never changed.",
        data.files_place()
    );
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup in the place of the database and begins a new life of the
/// server, so that clients send again what the backup does not have. What was
/// there before is kept beside it.
pub(super) fn restore(data: &Data, file: &Path) -> Outcome {
    let present = data.file()?;
    if !file.is_file() {
        return Err(format!("没有这个文件 · there is no file {}", file.display()).into());
    }
    let _lock = data.lock()?;
    let arriving = data.folder.join("yangcai.db.restoring");
    remove(&arriving)?;
    fs::copy(file, &arriving)?;
    let epoch = Store::open(&arriving)?.begin_new_epoch()?;
    if present.exists() {
        // Opened and closed, all of it is in the one file.
        drop(Store::open(&present)?);
        let kept = data.folder.join(format!(
            "yangcai.db.before-{}",
            (clock::system())().as_millis()
        ));
        fs::rename(&present, &kept)?;
        remove(&present)?;
        println!(
            "原数据库保留在 {0} · the former database is kept at {0}",
            kept.display()
        );
    }
    fs::rename(&arriving, &present)?;
    remove(&arriving)?;
    fs::File::open(&data.folder)?.sync_all()?;
    println!(
        "已从 {0} 恢复，新纪元 {epoch} · restored from {0}, new epoch {epoch}",
        file.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Begins a new life of the server, where the database was restored by other means.
pub(super) fn begin_epoch(data: &Data) -> Outcome {
    let epoch = data.open()?.begin_new_epoch()?;
    println!("新纪元 {epoch} · new epoch {epoch}");
    Ok(ExitCode::SUCCESS)
}

/// Removes a database with what SQLite lays beside it.
fn remove(database: &Path) -> std::io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Goes through every log from its beginning.
pub(super) fn verify_log(data: &Data) -> Outcome {
    let store = data.existing()?;
    let (mut whole, mut broken) = (0, 0);
    store.read(|db| {
        for space in db.space_names()? {
            match db.verify_chain(&space)? {
                Ok(()) => whole += 1,
                Err(fault) => {
                    broken += 1;
                    println!("日志不完整 · broken: {space}: {fault}");
                }
            }
        }
        Ok::<_, crate::store::StoreError>(())
    })?;
    println!("{whole} 个日志完整，{broken} 个不完整 · {whole} logs hold, {broken} are broken");
    Ok(if broken == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
