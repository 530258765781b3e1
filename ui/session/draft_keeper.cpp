#include "ui/session/draft_keeper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

#include "engine/error.h"
#include "engine/runs/run_folder.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

constexpr int settle_ms = 1000;
const auto last_file_key = QStringLiteral("session/lastFile");
const auto lock_suffix = QStringLiteral(".lock");

QString draftFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts"); }

std::unique_ptr<QLockFile> lockOf(const QString& file) {
    auto lock = std::make_unique<QLockFile>(file + lock_suffix);
    lock->setStaleLockTime(0);  // only a program that is gone has left its lock, however old that is
    return lock;
}

// What is wrong, or nothing.
QString write(const QString& file, const QByteArray& content, std::unique_ptr<QLockFile>& lock) {
    try {
        QDir().mkpath(QFileInfo(file).absolutePath());
        if (!lock) {
            lock = lockOf(file);
            lock->tryLock(0);
        }
        writeFileAtomically(file.toStdString(), content.toStdString());
        return {};
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

DraftKeeper::DraftKeeper(ExperimentDocument& document, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_file(QStringLiteral("%1/%2-%3.json")
                 .arg(draftFolder())
                 .arg(QCoreApplication::applicationPid())
                 .arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'))),
      m_worker(std::make_unique<BackgroundWorker>()) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(settle_ms);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::keep);
    const auto later = [this] { m_timer.start(); };
    connect(&m_document, &ExperimentDocument::changed, this, later);
    connect(&m_document, &ExperimentDocument::modifiedChanged, this, later);
    connect(&m_document, &ExperimentDocument::fileChanged, this, [this] {
        remember();
        m_timer.start();
    });
}

DraftKeeper::~DraftKeeper() { m_worker.reset(); }

QByteArray DraftKeeper::content() const {
    return QJsonDocument(QJsonObject{{QStringLiteral("path"), m_document.path()},
                                     {QStringLiteral("name"), m_document.displayName()},
                                     {QStringLiteral("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("yaml"), m_document.yaml()}})
        .toJson();
}

void DraftKeeper::keep() {
    if (!m_worker) return;
    if (!m_document.isModified()) {
        m_worker->post([file = m_file] { QFile::remove(file); });
        return;
    }
    m_worker->post([this, file = m_file, content = content()] {
        const QString wrong = write(file, content, m_lock);
        QMetaObject::invokeMethod(
            this,
            [this, wrong] {
                if (!wrong.isEmpty() && !m_failed) Q_EMIT failed(tr("Unsaved changes cannot be kept safe: %1").arg(wrong));
                m_failed = !wrong.isEmpty();
            },
            Qt::QueuedConnection);
    });
}

void DraftKeeper::stopWorker() {
    m_timer.stop();
    m_worker.reset();  // waits for a writing that has begun
}

void DraftKeeper::flush() {
    stopWorker();
    if (m_document.isModified()) write(m_file, content(), m_lock);
    else discard();
}

void DraftKeeper::discard() {
    stopWorker();
    QFile::remove(m_file);
    m_lock.reset();  // removes its file
}

QList<Draft> DraftKeeper::leftBehind() {
    QList<Draft> drafts;
    const QDir folder(draftFolder());
    for (const QFileInfo& info : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        const QString path = info.absoluteFilePath();
        const auto lock = lockOf(path);
        if (!lock->tryLock(0)) continue;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) continue;
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        Draft draft{path, json.value(QLatin1String("path")).toString(), json.value(QLatin1String("name")).toString(),
                    json.value(QLatin1String("yaml")).toString(),
                    QDateTime::fromString(json.value(QLatin1String("time")).toString(), Qt::ISODateWithMs).toLocalTime()};
        if (!draft.yaml.isEmpty()) drafts << draft;
    }
    std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) { return a.time > b.time; });
    return drafts;
}

void DraftKeeper::remove(const Draft& draft) {
    QFile::remove(draft.file);
    QFile::remove(draft.file + lock_suffix);
}

QString DraftKeeper::lastFile() { return QSettings().value(last_file_key).toString(); }

void DraftKeeper::remember() {
    if (!m_document.path().isEmpty()) QSettings().setValue(last_file_key, m_document.path());
}

}  // namespace layerlab
