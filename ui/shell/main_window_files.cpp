// MainWindow: files in and out, and the questions before something is lost. No question blocks the program.
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTimer>
#include <utility>

#include "engine/runs/sweep_folder.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/yaml_editor.h"

namespace layerlab {

namespace {

QString yamlFilter() { return MainWindow::tr("Experiments (*.yaml *.yml);;All files (*)"); }

// The record of what ran is not a draft: opening it means opening the run.
QString runFolderOf(const QString& path) {
    const QFileInfo info(path);
    const QDir folder = info.isDir() ? QDir(info.absoluteFilePath()) : info.absoluteDir();
    if (!info.isDir() && info.fileName() != QLatin1String("experiment.yaml")) return {};
    const bool is_run = folder.exists(QStringLiteral("experiment.yaml")) &&
                        (folder.exists(QStringLiteral("events.jsonl")) || folder.exists(QStringLiteral("run.json")));
    return is_run ? folder.absolutePath() : QString();
}

}  // namespace

void MainWindow::openPath(const QString& path) {
    if (const QString run = runFolderOf(path); !run.isEmpty()) {
        openRun(run);
        return;
    }
    if (isSweepFolder(path.toStdString())) {
        m_sweeps.show(QFileInfo(path).absoluteFilePath());
        showSweeps();
        return;
    }
    if (QFileInfo(path).isDir()) {
        m_notice->say(NoticeBar::Kind::Error, tr("%1 is no run folder: it has no experiment.yaml with events.jsonl. Open a folder of the "
                                                 "library, or an experiment file.")
                                                  .arg(QDir::toNativeSeparators(path)));
        return;
    }
    openFile(path);
}

void MainWindow::openFile(const QString& path) {
    confirmUnsaved([this, path] {
        const QString wrong = m_document.open(path);
        if (!wrong.isEmpty()) {
            m_notice->say(NoticeBar::Kind::Error, wrong);
            return;
        }
        m_notice->dismiss();
        addRecentFile(m_document.path());
    });
}

void MainWindow::newFrom(const Experiment& experiment) {
    confirmUnsaved([this, experiment] { m_document.newFrom(experiment); });
}

// Not modal to the program: a training goes on being drawn meanwhile.
void MainWindow::choose(const QString& title, QFileDialog::FileMode mode, QFileDialog::AcceptMode accept, const QString& start,
                        const std::function<void(const QString&)>& then) {
    auto* dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    dialog->setAcceptMode(accept);
    if (mode == QFileDialog::Directory) {
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setNameFilter(yamlFilter());
        if (accept == QFileDialog::AcceptSave) dialog->setDefaultSuffix(QStringLiteral("yaml"));
    }
    const QFileInfo info(start);
    if (info.isDir()) dialog->setDirectory(start);
    else if (!start.isEmpty()) dialog->selectFile(start);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void MainWindow::chooseFile() {
    const QString folder = m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).absolutePath();
    choose(tr("Open experiment"), QFileDialog::ExistingFile, QFileDialog::AcceptOpen, folder,
           [this](const QString& path) { openPath(path); });
}

void MainWindow::chooseRun() {
    choose(tr("Open run folder"), QFileDialog::Directory, QFileDialog::AcceptOpen, m_library,
           [this](const QString& path) { openPath(path); });
}

// What is typed and not yet confirmed counts, as if the field or the text had been left.
void MainWindow::takeTyped() {
    m_inspector->settle();
    m_yaml->applyNow();
}

void MainWindow::save(std::function<void()> then) {
    takeTyped();
    if (m_document.path().isEmpty()) {
        saveAs(std::move(then));
        return;
    }
    if (!m_document.changedOnDisk()) {
        write(m_document.path(), then);
        return;
    }
    QMessageBox* box = ask(tr("Changed by another program"),
                           tr("%1 was changed by another program since it was opened. Overwrite it?").arg(m_document.displayName()));
    QPushButton* overwrite = box->addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    QPushButton* other = box->addButton(tr("Save as…"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, overwrite, other, then = std::move(then)] {
        if (box->clickedButton() == overwrite) write(m_document.path(), then);
        if (box->clickedButton() == other) saveAs(then);
    });
    box->open();
}

void MainWindow::saveAs(std::function<void()> then) {
    takeTyped();
    const QString start = m_document.path().isEmpty() ? m_document.displayName() : m_document.path();
    choose(tr("Save experiment"), QFileDialog::AnyFile, QFileDialog::AcceptSave, start,
           [this, then = std::move(then)](const QString& path) { write(path, then); });
}

void MainWindow::write(const QString& path, const std::function<void()>& then) {
    const QString wrong = m_document.saveAs(path);
    if (!wrong.isEmpty()) {
        m_notice->say(NoticeBar::Kind::Error, wrong);
        return;
    }
    addRecentFile(m_document.path());
    if (m_yaml->hasInvalidText())
        m_notice->say(NoticeBar::Kind::Warning, tr("Saved without the text of the YAML tab that cannot be read yet."));
    if (then) then();
}

QMessageBox* MainWindow::ask(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    m_asking = true;
    connect(box, &QMessageBox::finished, this, [this] { m_asking = false; });
    return box;
}

void MainWindow::confirmUnsaved(std::function<void()> then) {
    takeTyped();
    if (!m_document.isModified() && !m_yaml->hasInvalidText()) {
        then();
        return;
    }
    if (m_asking) return;
    QMessageBox* box = ask(tr("Unsaved changes"), tr("Save the changes of %1?").arg(m_document.displayName()));
    box->setInformativeText(tr("Otherwise they are lost."));
    QPushButton* save_button = box->addButton(QMessageBox::Save);
    QPushButton* discard = box->addButton(QMessageBox::Discard);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(save_button);
    connect(box, &QMessageBox::finished, this, [this, box, save_button, discard, then = std::move(then)] {
        if (box->clickedButton() == save_button) save(then);
        else if (box->clickedButton() == discard) then();
    });
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    takeTyped();
    const bool something_to_lose = m_document.isModified() || m_yaml->hasInvalidText() || m_session.isActive() || m_sweeps.isActive();
    if (m_may_close || !something_to_lose) {
        saveLayout();
        // Asked, so nothing is left behind; a signal asks nobody.
        if (m_quitting) m_drafts.flush();
        else m_drafts.discard();
        if (m_restart) restart();
        event->accept();
        return;
    }
    event->ignore();
    if (m_close_when_idle) return;
    // Whichever question is answered by no, or a file dialog closed: the next end is an ordinary one.
    const bool again = std::exchange(m_restart, false);
    if (m_asking) return;
    confirmUnsaved([this, again] {
        m_restart = again;
        confirmStop();
    });
}

void MainWindow::confirmStop() {
    if (!m_session.isActive() && !m_sweeps.isActive()) {
        finishClosing();
        return;
    }
    const bool measuring = m_session.state() == TrainingSession::State::Measuring;
    if (measuring && !m_sweeps.isActive()) {  // costs seconds, and nothing is lost
        m_close_when_idle = true;
        m_session.stop();
        return;
    }
    const bool training = m_session.isActive() && !measuring;
    QMessageBox* box = training ? ask(tr("A training runs"), tr("Stop the training and close?"))
                                : ask(tr("A sweep runs"), tr("Stop the sweep and close?"));
    QString what = training ? tr("It is stopped with a checkpoint and can be resumed.") : QString();
    if (m_sweeps.isActive())
        what += (training ? QStringLiteral(" ") : QString()) +
                tr("The runs of the sweep are stopped with checkpoints; it can be continued later.");
    box->setInformativeText(what);
    QPushButton* stop = box->addButton(tr("Stop and close"), QMessageBox::AcceptRole);
    QPushButton* keep = box->addButton(training ? tr("Keep training") : tr("Keep waiting"), QMessageBox::RejectRole);
    box->setDefaultButton(stop);
    box->setEscapeButton(keep);
    connect(box, &QMessageBox::finished, this, [this, box, stop] {
        if (box->clickedButton() != stop) {
            m_restart = false;
            return;
        }
        if (!m_session.isActive() && !m_sweeps.isActive()) {  // it came to its end while the question stood
            finishClosing();
            return;
        }
        m_close_when_idle = true;
        m_notice->say(NoticeBar::Kind::Information, tr("Saving a checkpoint, then closing."));
        if (m_session.isActive()) m_session.stop();
        m_sweeps.stop();
    });
    box->open();
}

void MainWindow::quitCleanly() {
    m_quitting = true;
    if (!m_session.isActive() && !m_sweeps.isActive()) {
        finishClosing();
        return;
    }
    m_close_when_idle = true;
    if (m_session.isActive()) m_session.stop();
    m_sweeps.stop();
}

void MainWindow::restart() {
    QStringList arguments = QCoreApplication::arguments().mid(1);
    // A file named at the start may not be the one that is open now.
    arguments.removeIf([](const QString& argument) { return argument == QLatin1String("--train") || QFileInfo(argument).isFile(); });
    if (!m_document.path().isEmpty()) arguments << m_document.path();
    QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments);
}

void MainWindow::finishClosing() {
    m_may_close = true;
    // Not from within a close event or a dialog's end.
    QTimer::singleShot(0, this, [this] {
        close();
        if (m_quitting) QCoreApplication::exit(0);
    });
}

}  // namespace layerlab
