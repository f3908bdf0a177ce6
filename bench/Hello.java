/** The least that a JVM can be started for: the measure for a command's start. */
public final class Hello {

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
