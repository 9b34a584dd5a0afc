package culprit.vm.build;

/** Whether a file of the source tree is part of a kernel. */
public enum Compiled {
    /** Something that was built was made of it, among other files: a change of it can change the kernel. */
    YES,
    /** Nothing that was built was made of it: no change of it alone changes the kernel. */
    NO,
    /** It may say what is built, or how, as makefiles and scripts do; or nothing is known of the build. */
    UNKNOWN
}
