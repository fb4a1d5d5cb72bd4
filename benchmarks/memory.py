"""Peak memory of harvest, publish and dump on the records, and on the records repeated ten times."""

from measured import fresh, home_with, opendata, records_file, run, write_records

TIMES = 10


def main() -> None:
    peaks = []
    for name, repeat in (("memory-1", 1), ("memory-10", TIMES)):
        source = fresh(name) / "records.xml"
        count = write_records(source, records_file(), repeat=repeat)
        home = home_with(f"{name}-home", source)
        peaks.append(
            {word: run(opendata("--home", home, word)).peak for word in ("harvest", "publish", "dump")}
        )
        print(f"{count} records: " + ", ".join(f"{word} {peak:.0f} MiB" for word, peak in peaks[-1].items()))
    for word in peaks[0]:
        print(f"  {word:8} ratio {peaks[1][word] / peaks[0][word]:5.2f}   (bar: at most 1.3)")


if __name__ == "__main__":
    main()
