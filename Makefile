# `make run` starts the system, `make test` checks all of it; both set up what is missing first.
SHELL := bash
export PORT ?= 8080
export DATA_DIR ?= data
export DEMO ?= 1

.PHONY: run test dist size lint fmt mutants

run: dist
	@cargo build --release --package yangcai-server --bin yangcai
	@exec target/release/yangcai

dist:
	@.ci/setup build
	@.ci/web dist

# The server carries app/dist, so the page comes before everything that compiles.
test:
	@rm -f target/tally
	@.ci/setup test
	@$(MAKE) --no-print-directory dist size lint
	@.ci/tally cargo test --workspace --no-fail-fast

lint:
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets -- --deny warnings

fmt:
	@cargo fmt --all

size: dist
	@node .ci/size.mjs

mutants: dist
	@.ci/mutants
