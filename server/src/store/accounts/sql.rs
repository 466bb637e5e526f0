//! SQL of `accounts`.

use crate::store::statements::statements;

statements! {
    BY_LOGIN_NAME = "SELECT id, platform, login_name, name, unit, role, must_change, password_hash, password_expires \
                     FROM accounts WHERE platform = $1 AND login_name = $2 AND NOT disabled";
    BY_ID = "SELECT id, platform, login_name, name, unit, role, must_change, password_hash, password_expires \
             FROM accounts WHERE id = $1 AND NOT disabled";
    IS_ACTIVATED = "SELECT COUNT(*) FROM accounts WHERE platform = $1 AND registration = $2";
    COUNT = "SELECT COUNT(*) FROM accounts";
    ADD = "INSERT INTO accounts (id, platform, login_name, name, unit, role, registration, password_hash, \
           must_change, password_expires, disabled, created_at) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE, $11) ON CONFLICT DO NOTHING";
    TO_ERASE = "SELECT id, login_name, registration FROM accounts WHERE platform = $1 AND login_name = $2";
    TO_ERASE_OF = "SELECT id, login_name, registration FROM accounts WHERE platform = $1 AND registration = $2";
    ERASE = "UPDATE accounts SET login_name = $1, name = $2, password_hash = '', password_expires = NULL, \
             disabled = TRUE WHERE id = $3";
    WITHOUT_REGISTRATION = "SELECT platform, login_name, id FROM accounts WHERE registration IS NULL";
    SET_PASSWORD = "UPDATE accounts SET password_hash = $1, must_change = $2, password_expires = $3 WHERE id = $4";
}
