// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "check/pushed.h"
#include "check/rule.h"
#include "manifest/textindex.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::GitAttribute;
using Spacewright::Manifest::GitAttributeError;
using Spacewright::Manifest::GitAttributeLine;
using State = Spacewright::Check::FileContent::State;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView AttributesFile = ".gitattributes"_L1;

/// The pattern that sends a file to LFS: all of its kind, or it alone where the others may be text.
QString patternFor(const QString &path)
{
    static constexpr QLatin1StringView TextKinds[] = {"json"_L1, "txt"_L1, "csv"_L1,   "tsv"_L1,   "py"_L1,   "js"_L1,
                                                      "html"_L1, "css"_L1, "yaml"_L1,  "yml"_L1,   "toml"_L1, "xml"_L1,
                                                      "svg"_L1,  "md"_L1,  "ipynb"_L1, "jsonl"_L1, "sql"_L1,  "map"_L1};
    const QString name = path.sliced(path.lastIndexOf(u'/') + 1);
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString kind = dot > 0 ? name.sliced(dot + 1) : QString();
    const bool isPlain = !kind.isEmpty() && std::ranges::all_of(kind, [](QChar c) { return c.isLetterOrNumber(); });
    if (isPlain && std::ranges::none_of(TextKinds, [&](QLatin1StringView known) { return kind == known; }))
        return u"*."_s + kind;
    return (path.contains(u'/') ? QString() : u"/"_s) + Manifest::attributePatternFor(path);
}

Fix sendingToLfs(const Subject &subject, const QString &pattern)
{
    return appendingLine(subject.snapshot, AttributesFile, pattern + Manifest::lfsAttributes(),
                         Words::tr("Send %1 to LFS").arg(pattern));
}

QString refusal(bool isLarge, qsizetype count)
{
    if (count == 1)
        return isLarge
            ? Words::tr("Over 10 MiB and not in LFS: the push is refused. Send it to LFS, or leave it out.")
            : Words::tr("A binary file that is not in LFS: the push is refused. Send it to LFS, or leave it out.");
    return isLarge
        ? Words::tr(
              "Over 10 MiB and not in LFS, as others of its kind (in all %1): the push is refused. Send them to LFS.")
              .arg(count)
        : Words::tr("Binary and not in LFS, as others of its kind (in all %1): the push is refused. Send them to LFS.")
              .arg(count);
}

/// A manifest file that is no text; LFS would not help it, and the reader has said what would.
bool isUnreadManifest(const Subject &subject, const QString &path)
{
    return std::ranges::any_of(subject.manifest.diagnostics, [&path](const Diagnostic &problem) {
        return problem.file == path && problem.rule.endsWith("/unreadable"_L1);
    });
}

/// One finding for all files that one line would send to LFS, at the first of them.
void refused(const Subject &subject, const Report &report, bool isLarge)
{
    QMap<QString, QStringList> groups;
    for (const Contents::File &file : subject.pushed->refusedFiles()) {
        if ((file.content.sizeBytes > LargestPlainFile) == isLarge
            && (isLarge || !isUnreadManifest(subject, file.path)))
            groups[patternFor(file.path)].append(file.path);
    }
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        report({group->first(),
                {},
                refusal(isLarge, group->size()),
                isLarge ? Words::tr("over 10 MiB, not in LFS") : Words::tr("binary, not in LFS"),
                {},
                {sendingToLfs(subject, group.key())}});
    }
}

void largeFile(const Subject &subject, const Report &report)
{
    refused(subject, report, true);
}

void binaryFile(const Subject &subject, const Report &report)
{
    refused(subject, report, false);
}

void repositorySize(const Subject &subject, const Report &report)
{
    const qint64 size = subject.pushed->contents().sizeBytes;
    if (size > LargestRepository)
        report({u"README.md"_s,
                {},
                Words::tr("The files of this Space have %1; the Hub takes 1 GB. Keep weights in a model repository.")
                    .arg(bytesText(size)),
                Words::tr("over 1 GB")});
}

void repositorySizeSoon(const Subject &subject, const Report &report)
{
    const qint64 size = subject.pushed->contents().sizeBytes;
    if (size >= LargeRepository && size <= LargestRepository)
        report({u"README.md"_s,
                {},
                Words::tr("The files of this Space have %1, and the Hub takes 1 GB. Every new version counts again.")
                    .arg(bytesText(size)),
                Words::tr("nearly 1 GB")});
}

void pointerOnly(const Subject &subject, const Report &report)
{
    for (const Contents::File &file : subject.pushed->contents().files) {
        if (file.content.state == State::Pointer && subject.pushed->isPushed(file.path))
            report({file.path,
                    {},
                    Words::tr("Only the LFS pointer is here, not the file of %1. Run \"git lfs pull\".")
                        .arg(bytesText(file.content.pointer->sizeBytes)),
                    Words::tr("only a pointer")});
    }
}

void readmeTracked(const Subject &subject, const Report &report)
{
    const QString file = u"README.md"_s;
    if (!subject.pushed->isInLfs(file))
        return;
    const auto filter = Manifest::attributeOf(subject.pushed->allAttributes(), file, u"filter");
    report({AttributesFile,
            filter->range,
            Words::tr("README.md goes to LFS, where the Hub does not read its header. Keep it in git itself."),
            Words::tr("README.md in LFS"),
            {},
            {appendingLine(subject.snapshot, AttributesFile, u"README.md -filter -diff -merge text"_s,
                           Words::tr("Keep README.md out of LFS"))}});
}

/// What the Hub writes into a new Space.
constexpr QLatin1StringView UsualPatterns[] = {
    "*.7z"_L1,          "*.arrow"_L1,
    "*.bin"_L1,         "*.bz2"_L1,
    "*.ckpt"_L1,        "*.ftz"_L1,
    "*.gz"_L1,          "*.h5"_L1,
    "*.joblib"_L1,      "*.lfs.*"_L1,
    "*.mlmodel"_L1,     "*.model"_L1,
    "*.msgpack"_L1,     "*.npy"_L1,
    "*.npz"_L1,         "*.onnx"_L1,
    "*.ot"_L1,          "*.parquet"_L1,
    "*.pb"_L1,          "*.pickle"_L1,
    "*.pkl"_L1,         "*.pt"_L1,
    "*.pth"_L1,         "*.rar"_L1,
    "*.safetensors"_L1, "saved_model/**/*"_L1,
    "*.tar.*"_L1,       "*.tar"_L1,
    "*.tflite"_L1,      "*.tgz"_L1,
    "*.wasm"_L1,        "*.xz"_L1,
    "*.zip"_L1,         "*.zst"_L1,
    "*tfevents*"_L1,
};

void attributesMissing(const Subject &subject, const Report &report)
{
    if (subject.snapshot.hasFile(QString(AttributesFile)) || subject.snapshot.texts.contains(QString(AttributesFile))
        || std::ranges::all_of(subject.pushed->refusedFiles(),
                               [&subject](const Contents::File &file) { return isUnreadManifest(subject, file.path); }))
        return;
    QString lines;
    for (const QLatin1StringView pattern : UsualPatterns)
        lines += pattern + Manifest::lfsAttributes() + u'\n';
    report({AttributesFile,
            {},
            Words::tr("There is no .gitattributes, so weights go to git itself. Write the list of a new Space."),
            Words::tr(".gitattributes is missing"),
            {},
            {{Words::tr("Write the Hub's own list"), {{AttributesFile, {}, lines}}}}});
}

QString textOf(const Subject &subject)
{
    return subject.snapshot.text(AttributesFile).text;
}

/// Whether the first word of a line and what follows look like one name with blanks in it: `my model.bin filter=lfs`.
std::optional<TextRange> brokenName(const QString &text, int number)
{
    const Manifest::TextIndex index(text);
    const QString line = index.line(number).toString();
    const qsizetype filter = line.indexOf(" filter="_L1);
    if (filter < 0 || line.startsWith(u'"') || line.trimmed().startsWith(u'#'))
        return {};
    const QString name = line.first(filter).trimmed();
    const qsizetype blank = name.lastIndexOf(u' ');
    const QStringView last = QStringView(name).sliced(blank + 1);
    const bool isOneName = blank > 0 && (last.contains(u'.') || last.contains(u'*') || last.contains(u'/'));
    const qsizetype from = line.indexOf(name);
    return isOneName ? std::optional(TextRange{number, int(from), number, int(from + name.size())}) : std::nullopt;
}

void attributesSpaces(const Subject &subject, const Report &report)
{
    const QString text = textOf(subject);
    const int lines = Manifest::TextIndex(text).lineCount();
    for (int number = 0; number < lines; ++number) {
        const auto range = brokenName(text, number);
        if (!range)
            continue;
        QString name = Manifest::textAt(Manifest::TextIndex(text), *range);
        report({AttributesFile,
                *range,
                Words::tr("git takes the pattern to end at the first blank. Write [[:space:]] for each blank."),
                Words::tr("blank in a pattern"),
                {},
                {writing(name.replace(u' ', "[[:space:]]"_L1), AttributesFile, *range)}});
    }
}

void attributesSyntax(const Subject &subject, const Report &report)
{
    using Reason = GitAttributeError::Reason;
    for (const GitAttributeError &error : subject.pushed->attributes().errors) {
        switch (error.reason) {
        case Reason::Name:
            if (!brokenName(textOf(subject), error.range.line))
                report({AttributesFile, error.range,
                        Words::tr("This cannot be the name of an attribute, so git leaves out the whole line."),
                        Words::tr("no attribute")});
            break;
        case Reason::Negative:
            report({AttributesFile, error.range,
                    Words::tr("git leaves out patterns that begin with \"!\". Take attributes back with \"-filter\"."),
                    Words::tr("left out by git")});
            break;
        case Reason::TooLong:
            report({AttributesFile, error.range, Words::tr("git leaves out lines of 2048 bytes and more. Split it."),
                    Words::tr("left out by git")});
            break;
        }
    }
}

void attributesFolder(const Subject &subject, const Report &report)
{
    for (const GitAttributeLine &line : subject.pushed->attributes().lines) {
        if (line.isMacro || !line.pattern.isForFolders())
            continue;
        report(
            {AttributesFile,
             line.range,
             Words::tr("A pattern that ends with \"/\" matches no file here. Write \"%1**\".").arg(line.text.left(60)),
             Words::tr("matches no file"),
             {},
             {writing(line.text + u"**"_s, AttributesFile, line.range)}});
    }
}

void attributesText(const Subject &subject, const Report &report)
{
    for (const GitAttributeLine &line : subject.pushed->attributes().lines) {
        if (!line.isLfs() || line.find(u"text") || line.find(u"binary"))
            continue;
        const TextRange end{line.lineRange.endLine, line.lineRange.endColumn, line.lineRange.endLine,
                            line.lineRange.endColumn};
        report({AttributesFile,
                line.range,
                Words::tr("Without -text git may change line ends in these files. Add -text."),
                Words::tr("-text is missing"),
                {},
                {{Words::tr("Add -text"), {{AttributesFile, end, u" -text"_s}}}}});
    }
}

/// A later line with the same pattern, or one for everything, that takes files out of LFS again.
void attributesOrder(const Subject &subject, const Report &report)
{
    const QList<GitAttributeLine> &lines = subject.pushed->attributes().lines;
    for (auto later = lines.cbegin(); later != lines.cend(); ++later) {
        if (later->isMacro || !later->find(u"filter") || later->isLfs())
            continue;
        const auto undone = std::find_if(lines.cbegin(), later, [&](const GitAttributeLine &line) {
            return line.isLfs() && (line.text == later->text || later->text == "*"_L1 || later->text == "**"_L1);
        });
        if (undone == later)
            continue;
        report({AttributesFile, later->range,
                Words::tr("This line takes out of LFS what line %1 sends there: the last one that matches counts.")
                    .arg(undone->range.line + 1),
                Words::tr("undoes line %1").arg(undone->range.line + 1)});
    }
}

void history(const Subject &subject, const Report &report)
{
    QSet<QString> said;
    for (const Contents::File &file : subject.pushed->refusedFiles())
        said.insert(file.path);
    for (const PastContent &past : subject.pushed->contents().git.past) {
        const bool isLarge = past.content.sizeBytes > LargestPlainFile;
        if ((past.content.state != State::Binary && !isLarge) || said.contains(past.path))
            continue;
        said.insert(past.path);
        const QString commit = QString::fromLatin1(past.commit.first(std::min<qsizetype>(7, past.commit.size())));
        report({past.path,
                {},
                isLarge
                    ? Words::tr("Commit %1, not pushed yet, has %2 of it outside LFS. Run \"git lfs migrate import\".")
                          .arg(commit, bytesText(past.content.sizeBytes))
                    : Words::tr("Commit %1, not pushed yet, has this binary file outside LFS. Run \"git lfs migrate "
                                "import\".")
                          .arg(commit),
                Words::tr("in a commit outside LFS")});
    }
}

void repositoryUnread(const Subject &subject, const Report &report)
{
    const QString &trouble = subject.pushed->contents().git.trouble;
    if (!trouble.isEmpty())
        report({u"README.md"_s, {}, trouble, Words::tr("commits not looked at")});
}

void unreadableFile(const Subject &subject, const Report &report)
{
    for (const Contents::File &file : subject.pushed->contents().files) {
        if (file.content.state == State::Unreadable && subject.pushed->isPushed(file.path))
            report({file.path,
                    {},
                    Words::tr("This file may not be read, so git cannot take it along. Check its permissions."),
                    Words::tr("may not be read")});
    }
}

constexpr QLatin1StringView LargeFiles = "https://huggingface.co/docs/hub/repositories-getting-started"_L1;
constexpr QLatin1StringView Limits = "https://huggingface.co/docs/hub/storage-limits"_L1;
constexpr QLatin1StringView Attributes = "https://git-scm.com/docs/gitattributes"_L1;

constexpr Rule Rules[] = {
    {"lfs/large-file"_L1, Severity::PushRefused, LargeFiles,
     QT_TRANSLATE_NOOP(
         "Check",
         "The Hub refuses a push with a file over 10 MiB in git itself. After a change of .gitattributes, "
         "git add --renormalize . moves files that are committed."),
     largeFile},
    {"lfs/binary-file"_L1, Severity::PushRefused, LargeFiles,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub refuses a push with binary files in git itself. A file is binary where a NUL stands in "
                       "its first 8,000 bytes; now and then a small picture has passed."),
     binaryFile},
    {"lfs/repository-size"_L1, Severity::PushRefused, Limits,
     QT_TRANSLATE_NOOP("Check",
                       "A Space may have 1 GB, with LFS and all earlier versions. Deleting files in a new commit does "
                       "not help; preload_from_hub fetches weights from a model repository."),
     repositorySize},
    {"lfs/repository-size-soon"_L1, Severity::Advice, Limits,
     QT_TRANSLATE_NOOP(
         "Check",
         "A Space may have 1 GB, with LFS and all earlier versions: at 800 MB one more version of a large "
         "file is too much."),
     repositorySizeSoon},
    {"lfs/pointer-only"_L1, Severity::Advice, "https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "The app finds a few lines of text where it expects the file. It is fetched by git lfs pull; on "
                       "the Hub the file itself is there."),
     pointerOnly},
    {"lfs/readme-tracked"_L1, Severity::Ignored, Attributes,
     QT_TRANSLATE_NOOP(
         "Check",
         "The Hub reads the header from git itself. In LFS it finds a pointer and behaves as if there were "
         "no header."),
     readmeTracked},
    {"lfs/attributes-missing"_L1, Severity::Advice, LargeFiles,
     QT_TRANSLATE_NOOP("Check", "The Hub puts a .gitattributes with 35 patterns into a new Space."), attributesMissing},
    {"lfs/attributes-spaces"_L1, Severity::Ignored, Attributes,
     QT_TRANSLATE_NOOP("Check",
                       "What follows the first blank is read as attributes, so the files meant are not sent to LFS."),
     attributesSpaces},
    {"lfs/attributes-syntax"_L1, Severity::Ignored, Attributes,
     QT_TRANSLATE_NOOP("Check", "git warns, leaves out the line and goes on; what it was to send to LFS is not sent."),
     attributesSyntax},
    {"lfs/attributes-folder"_L1, Severity::Ignored, Attributes,
     QT_TRANSLATE_NOOP("Check", "Unlike in .gitignore, what holds for a folder does not hold for the files in it."),
     attributesFolder},
    {"lfs/attributes-text"_L1, Severity::Advice, Attributes,
     QT_TRANSLATE_NOOP("Check", "git lfs track always writes filter=lfs diff=lfs merge=lfs -text."), attributesText},
    {"lfs/attributes-order"_L1, Severity::Advice, Attributes,
     QT_TRANSLATE_NOOP("Check", "Of all lines that match a file, the last one that names the attribute counts."),
     attributesOrder},
    {"lfs/history"_L1, Severity::PushRefused, LargeFiles,
     QT_TRANSLATE_NOOP(
         "Check",
         "The Hub looks at every commit of a push. A file that was added and removed again is refused all "
         "the same, until the commits are rewritten."),
     history},
    {"lfs/repository-unread"_L1, Severity::Advice,
     "https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory"_L1,
     QT_TRANSLATE_NOOP(
         "Check",
         "Commits that are not pushed yet could not be looked at, so a large file or a secret in them is not "
         "found."),
     repositoryUnread},
    {"lfs/unreadable-file"_L1, Severity::Advice, Attributes,
     QT_TRANSLATE_NOOP("Check", "git add stops at a file that may not be read."), unreadableFile},
};

} // namespace

std::span<const Rule> contentRules()
{
    return Rules;
}

} // namespace Spacewright::Check
