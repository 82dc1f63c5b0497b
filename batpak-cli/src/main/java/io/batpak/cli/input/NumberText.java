package io.batpak.cli.input;

/**
 * Tells a double from a decimal. A number with a point or an exponent is a double if a double prints as the same
 * number: then nothing is lost by keeping the double.
 */
final class NumberText {
    // A double never prints more significant digits.
    private static final int DOUBLE_MAX_DIGITS = 17;

    private NumberText() {}

    /**
     * Returns true if the double is what the text says.
     *
     * @param text a JSON number
     * @param value the double nearest to it
     */
    static boolean isExactly(String text, double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        String printed = Double.toString(value);
        if (printed.equals(text)) {
            return true;
        }
        Digits digits = Digits.of(text);
        return digits.count() <= DOUBLE_MAX_DIGITS && digits.equals(Digits.of(printed));
    }

    /**
     * The value of a decimal number, apart from its sign. Zero has no digits and the power 0.
     *
     * @param significant the digits, without zeros at either end
     * @param power the power of ten of the last digit
     */
    private record Digits(String significant, long power) {
        int count() {
            return significant.length();
        }

        static Digits of(String text) {
            int mark = exponentMark(text);
            StringBuilder digits = new StringBuilder(DOUBLE_MAX_DIGITS + 1);
            long power = mark < text.length() ? exponent(text, mark + 1) : 0;
            int point = text.indexOf('.');
            int zeros = 0; // that matter only if a digit follows
            for (int i = 0; i < mark && digits.length() <= DOUBLE_MAX_DIGITS; i++) {
                char c = text.charAt(i);
                if (c == '0') {
                    zeros++;
                } else if (c > '0' && c <= '9') {
                    if (!digits.isEmpty()) {
                        digits.repeat('0', Math.min(zeros, DOUBLE_MAX_DIGITS + 1));
                    }
                    zeros = 0;
                    digits.append(c);
                }
            }
            power -= point < 0 ? 0 : mark - point - 1;
            return digits.isEmpty() ? new Digits("", 0) : new Digits(digits.toString(), power + zeros);
        }

        private static int exponentMark(String text) {
            int mark = Math.max(text.lastIndexOf('e'), text.lastIndexOf('E'));
            return mark < 0 ? text.length() : mark;
        }

        /** Returns the exponent; one that no double has may be any number that no double has. */
        private static long exponent(String text, int from) {
            boolean negative = text.charAt(from) == '-';
            long exponent = 0;
            for (int i = from; i < text.length() && exponent < Integer.MAX_VALUE; i++) {
                int digit = text.charAt(i) - '0';
                exponent = digit >= 0 && digit <= 9 ? 10 * exponent + digit : exponent;
            }
            return negative ? -exponent : exponent;
        }
    }
}
