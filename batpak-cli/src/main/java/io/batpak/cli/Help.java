package io.batpak.cli;

/** The longer texts that {@code --help} shows. */
final class Help {
    static final String ROOT = "A durable, provable event store in a directory. Begin with: batpak demo";

    static final String STATUS = """
            Data goes to stdout as one JSON object a line, messages to stderr. Exit status: 0 fine, 1 damage or a \
            failed verification, 2 bad option or input, 3 store locked, missing or unavailable, 4 refused by a rule \
            of the store, 5 not found.""";

    static final String DEMO = """
            Puts the git history of the current directory (or a sample) into a store as typed events, and shows what \
            a store is for: append, page, get, follow a chain, fold, verify, reopen. Takes a few seconds.""";

    static final String APPEND = """
            Appends the events on stdin, one JSON object a line, and prints a receipt for each as soon as it is \
            durable. Makes the store if there is none.""";

    static final String APPEND_LINE = """
            A line: \
            {"entity","scope","kind","payload","key"?,"expect"?,"correlation"?,"causation"?,"lane"?,"tags"?}. \
            Options supply missing fields. key: any text; the same text again returns the first receipt instead of \
            appending. expect: "any" (default), "empty", or the revision that the newest event of entity and lane \
            must have. A number with a point or an exponent is kept as a double if that is exact, and as a decimal \
            otherwise.""";

    static final String APPEND_ERRORS = """
            Errors are JSON objects on stderr: {"error","line"?,"message"}. What is odd and harms nothing, such as \
            an end of the log that was cut off, is {"warning","message"}.""";

    static final String APPEND_DURABILITY = """
            What a receipt means: forced to the medium (default), or handed to the operating system.""";

    static final String EVENTS = """
            An event: \
            {"sequence","id","entity","scope","kind","revision","lane","time","correlation","causation",\
            "payload","hash","link","tags"?}. \
            In a payload, bytes are shown as {"base64"}, a moment as text in ISO 8601, a double that is no number as \
            text. A whole payload is shown as {"base64"} if the store has no codec, or the codec knows no generic \
            form of it.""";

    static final String TAIL = """
            Prints the newest events, and with --follow also those that come, as soon as they are durable.""";

    static final String VERIFY = """
            Checks a whole store from its bytes up: every frame, hash, link, revision, batch and side file. Changes \
            nothing. Exit status 1 if anything is damaged.""";

    static final String INSPECT = """
            Tells what lies in a store's directory: files, segments, frames, witnesses, authorities. Opens nothing \
            for writing and works on whatever is left. Exit status 1 if anything is damaged.""";

    static final String DOCTOR = """
            Tells whether a disk is honest: how long a force takes, whether names can be forced, whether the lock \
            holds, and how much is free; then hashes, codecs and versions. One JSON object a check.""";

    static final String DOCTOR_PLACE = """
            Works in a temporary directory beside the store, or in the current directory, and removes it again. \
            Nothing in the store is opened or changed.""";

    static final String SALVAGE = """
            Copies everything intact into a new store, and reports what is missing. Changes nothing in the old one.""";

    static final String SALVAGE_REPORT = """
            The report: {"events","missing":[{"from","count"}],"moved":[{"from","to","count"}],"damages"}. If \
            nothing in the middle is missing, all is as it was; otherwise sequences, revisions and links are new. \
            Exit status 0 if the new store is made, whatever is missing.""";

    private Help() {}
}
