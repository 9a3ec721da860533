// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/generateddockerfile.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
/// Between the apostrophes of a shell; `text` comes from a README.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString quotedAll(const QStringList &texts)
{
    QStringList words;
    for (const QString &text : texts)
        words += quoted(text);
    return words.join(u' ');
}

/// The form that runs no shell; a JSON array.
QString execForm(const QStringList &words)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(words)).toJson(QJsonDocument::Compact));
}

int majorOf(const QString &version)
{
    return version.isEmpty() ? 999 : version.section(u'.', 0, 0).toInt();
}

/// `file` of the repository is there for the one step, and in no layer.
QString mounted(const QString &file)
{
    return u"--mount=type=bind,source=%1,target=/tmp/%1"_s.arg(file);
}

class Writer {
public:
    explicit Writer(const AppImage &image)
        : m_image(image)
        , m_isOld(image.era != Era::Current)
    {
    }

    QString write()
    {
        line(u"FROM python:%1 AS base"_s.arg(m_image.python));
        platform();
        packages();
        if (m_isOld)
            line(u"USER user"_s);
        python();
        line({});
        line(u"FROM base AS pipfreeze"_s);
        run(u"pip freeze > /pipfreeze/freeze.txt"_s);
        line({});
        line(u"FROM base AS run"_s);
        line(u"COPY --chown=1000:1000 . "_s + home());
        line(u"COPY --from=pipfreeze --chown=1000:1000 /pipfreeze/ /pipfreeze/"_s);
        line(u"USER 1000"_s);
        line("CMD "_L1 + execForm(start()));
        return m_text;
    }

private:
    void line(const QString &text) { m_text += text + u'\n'; }
    void run(const QString &command, const QString &flags = {})
    {
        line("RUN "_L1 + (flags.isEmpty() ? QString() : flags + u' ') + command);
    }
    [[nodiscard]] QString home() const { return m_isOld ? u"/home/user/app"_s : u"/app"_s; }

    void platform()
    {
        run(u"useradd --uid 1000 --create-home user && mkdir -p /app /pipfreeze && chown 1000:1000 /app /pipfreeze"_s);
        line(u"ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH PYTHONUNBUFFERED=1 SYSTEM=spaces"_s);
        line(
            u"ENV GRADIO_ALLOW_FLAGGING=never GRADIO_NUM_PORTS=1 GRADIO_SERVER_NAME=0.0.0.0 GRADIO_THEME=huggingface"_s);
        line(u"ENV TQDM_POSITION=-1 TQDM_MININTERVAL=1"_s);
        if (m_isOld) {
            line(u"ENV PYTHONPATH=/home/user/app TZ=Europe/Paris"_s);
            run(u"mkdir -p /home/user/app && chown 1000:1000 /home/user/app"_s);
        }
        line("WORKDIR "_L1 + home());
        run(u"apt-get update && apt-get install -y git git-lfs ffmpeg libsm6 libxext6 cmake rsync libgl1 "
            "&& rm -rf /var/lib/apt/lists/* && git lfs install --system"_s);
        const QStringList tools = QStringList{u"datasets"_s, u"huggingface-hub>=0.30"_s, u"hf-transfer>=0.1.4"_s,
                                              u"protobuf<4"_s, u"click<8.1"_s}
            + (m_image.era == Era::Y2022 ? QStringList{u"pydantic~=1.0"_s} : QStringList());
        run(u"pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir "_s + quotedAll(tools));
        // The Hub takes Node.js 20 from NodeSource; Debian's own is of the same line.
        if (m_image.sdk == Manifest::Sdk::Gradio && m_image.era != Era::Y2022 && majorOf(m_image.sdkVersion) >= 5)
            run(u"apt-get update && apt-get install -y nodejs && rm -rf /var/lib/apt/lists/*"_s);
    }

    void packages()
    {
        if (m_image.hasPackages)
            run(u"apt-get update && xargs -r -a /tmp/packages.txt apt-get install -y && rm -rf /var/lib/apt/lists/*"_s,
                mounted(u"packages.txt"_s));
    }

    void python()
    {
        const QString install = u"pip install --no-cache-dir "_s;
        if (m_image.hasPreRequirements)
            run(install + "-r /tmp/pre-requirements.txt"_L1, mounted(u"pre-requirements.txt"_s));
        const QString ours = quotedAll(m_image.platformRequirements);
        if (m_isOld) {
            if (m_image.hasRequirements)
                run(install + "-r /tmp/requirements.txt"_L1, mounted(u"requirements.txt"_s));
            run(install + ours);
        } else {
            run(install + (m_image.hasRequirements ? u"-r /tmp/requirements.txt "_s : QString()) + ours,
                m_image.hasRequirements ? mounted(u"requirements.txt"_s) : QString());
            run(u"mkdir -p /home/user && ( [ -e /home/user/app ] || ln -s /app/ /home/user/app )"_s);
        }
    }

    [[nodiscard]] QStringList start() const
    {
        if (m_image.sdk == Manifest::Sdk::Gradio)
            return {u"python"_s, m_image.appFile};
        return {u"streamlit"_s,
                u"run"_s,
                m_image.appFile,
                u"--server.port"_s,
                QString::number(m_image.port),
                u"--server.address"_s,
                u"0.0.0.0"_s,
                u"--server.headless"_s,
                u"true"_s,
                u"--server.enableXsrfProtection"_s,
                u"false"_s,
                u"--browser.gatherUsageStats"_s,
                u"false"_s};
    }

    const AppImage &m_image;
    bool m_isOld;
    QString m_text;
};
} // namespace

QString eraName(Era era)
{
    switch (era) {
    case Era::Y2022:
        return u"2022"_s;
    case Era::Y2024:
        return u"2024"_s;
    case Era::Current:
        return u"current"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Era> eraFromName(QStringView name)
{
    for (const Era era : {Era::Y2022, Era::Y2024, Era::Current}) {
        if (eraName(era) == name)
            return era;
    }
    return {};
}

QString generatedDockerfile(const AppImage &image)
{
    return Writer(image).write();
}

} // namespace Spacewright::Container
