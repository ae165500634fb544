import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files by profiles of veraPDF, in one start of the machine.
 *
 * Arguments: pairs of a profile (ua1, 2a, 3a) and a file. For each pair one line
 * "PROFILE TAB FILE TAB pass|fail|error", then a line "TAB RULE TAB COUNT TAB WORDS" a failed rule.
 */
public final class Validate {
    private Validate() {}

    public static void main(String[] pairs) {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at + 1 < pairs.length; at += 2) {
            judge(pairs[at], pairs[at + 1]);
        }
    }

    private static void judge(String profile, String file) {
        PDFAFlavour flavour = PDFAFlavour.fromString(profile);
        String head = profile + "\t" + file + "\t";
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, 200, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(head + (result.isCompliant() ? "pass" : "fail"));
            TreeMap<String, Integer> counts = new TreeMap<>();
            TreeMap<String, String> words = new TreeMap<>();
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() != TestAssertion.Status.FAILED) {
                    continue;
                }
                String rule =
                        found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                words.putIfAbsent(
                        rule, found.getMessage() + " @ " + found.getLocation().getContext());
            }
            for (String rule : counts.keySet()) {
                String said = words.get(rule).replaceAll("\\s+", " ");
                System.out.println("\t" + rule + "\t" + counts.get(rule) + "\t" + said);
            }
        } catch (Exception error) {
            System.out.println(head + "error");
            System.out.println("\t-\t1\t" + error);
        }
    }
}
