# `make run` starts the system, `make test` checks all of it; both set up what is missing first.
SHELL := bash

.PHONY: run test torture bench dist size where lint fmt mutants

# PORT, DATA_DIR, DATABASE_URL and DEMO=0 reach the server from the environment or from make's command line.
run: dist
	@cargo build --release --package yangcai-server --bin yangcai
	@exec target/release/yangcai serve

dist:
	@.ci/setup build
	@.ci/web dist

# The server carries app/dist, so the page comes before everything that compiles.
test:
	@rm -f target/tally
	@.ci/setup test
	@$(MAKE) --no-print-directory dist size lint
	@cargo build --workspace --bins # the server that the browser tests start
	@.ci/tally cargo test --workspace --no-fail-fast

# The loops of the tests at their full length: KILLS=1000 ROUNDS=20 SIMULATION_MINUTES=60.
torture:
	@.ci/setup test
	@$(MAKE) --no-print-directory dist
	@.ci/torture

# Beside what a supplier could use instead. BENCH=--full for more rounds, or a figure's name.
bench:
	@.ci/setup bench
	@$(MAKE) --no-print-directory dist
	@cargo build --release --package yangcai-server --bin yangcai
	@cargo bench --quiet --package yangcai-tests --bench bench -- $(BENCH)

lint:
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets -- --deny warnings

fmt:
	@cargo fmt --all

size: dist
	@node .ci/size.mjs

# The program's bytes by module.
where: dist
	@node .ci/where.mjs

mutants: dist
	@.ci/mutants
