"""The end of every train.py; numbers of the document stand in double braces."""

# --- main ---
def positive(text: str) -> int:
    """A number that counts something, from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {text}")
    return int(text)


def parse_arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line. Defaults are the document's."""
    parser = argparse.ArgumentParser(description={{TITLE}})
    add = parser.add_argument
    add("--data", required=True, help="folder or zip of images or IDX files")  # only with files
    add("--data", default="", help="unused: points are generated")  # only without files
    add("--steps", type=positive, help="iterations in all")
    add("--batch-size", type=positive, default={{BATCH_SIZE}}, help="of each process")
    add("--accumulate", type=positive, default=1, help="batches per update")
    add("--seed", type=int, default={{SEED}})
    add("--out", type=Path, default=Path("run"), help="where the run is written")
    add("--resume", type=Path, help="a run folder or checkpoint to go on from")
    add("--weights", type=Path, help="weights.safetensors to begin with")
    add("--precision", choices=["fp32", "fp16", "bf16"], default="fp32")
    add("--workers", type=int, default=2, help="threads that read data")
    add("--device", help="such as cuda:1 or cpu; the best there is by default")
    add("--sample-every", type=positive, default={{SAMPLE_EVERY}})
    add("--checkpoint-every", type=positive, default={{CHECKPOINT_EVERY}})
    add("--log-every", type=positive, default=1)
    return parser.parse_args(argv)


def build(args: argparse.Namespace, processes: Processes) -> Experiment:
    """The experiment as it begins, or as it was saved."""
    torch.manual_seed(args.seed + processes.rank)
    experiment = Experiment(args, processes)
    if args.resume is not None:
        experiment.load_state(read_checkpoint(args.resume))
    elif args.weights is not None:
        experiment.load_weights(args.weights)
    return experiment


def main() -> None:
    """Trains, and writes losses, sheets and checkpoints."""
    args = parse_arguments()
    processes = Processes(args.device)
    experiment = build(args, processes)
    total: int = args.steps or {{TOTAL}}
    if experiment.step >= total:
        raise SystemExit(f"All {total} iterations are done. Ask for more with --steps.")
    out: Path = args.out
    log = None
    if processes.is_first:
        (out / "samples").mkdir(parents=True, exist_ok=True)
        log = Log(out, experiment.losses, experiment.step)
    while experiment.step < total:
        step = experiment.step
        experiment.iterate()
        is_last = experiment.step == total
        if step % args.log_every == 0 or is_last:
            values = {name: experiment.log[name] for name in sorted(experiment.log)}
            processes.average([*values.values()])
            if log is not None:
                losses = {name: float(value) for name, value in values.items()}
                log.add(step, losses)
                shown = ", ".join(f"{name} {losses[name]:.4f}" for name in losses)
                print(f"step {experiment.step} of {total}: {shown}", flush=True)
        if log is not None and (experiment.step % args.sample_every == 0 or is_last):
            for name, sheet in experiment.sheets().items():
                sheet.save(out / "samples" / f"{experiment.step:07d}-{name}.png")
                log.add_image(experiment.step, name, sheet)
        if experiment.step % args.checkpoint_every == 0 or is_last:
            state = experiment.state()
            if log is not None:
                save_checkpoint(out / "checkpoint.pt", state)
                experiment.save_weights(out / "weights.safetensors")
    if log is not None:
        log.close()
    processes.close()


if __name__ == "__main__":
    main()
