// From a file of one's own to a task in one dialog: pick the file, see its rows, say what its columns are, see labels and
// lengths, done. Everything is guessed first, and whatever was guessed can be changed.
#pragma once

#include <QDialog>
#include <QString>
#include <array>
#include <atomic>
#include <cstdint>

#include "ui/importer/import_choices.h"
#include "ui/session/background_worker.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTableView;

namespace layerlab {

class ImportForm;
class PreviewModel;
struct FileLook;

class ImportAssistant : public QDialog {
    Q_OBJECT

public:
    explicit ImportAssistant(QWidget* parent = nullptr);
    ~ImportAssistant() override;

    void setFile(const QString& path);
    // Whether a file of this name is one to import; else it is an experiment, a run, or something else.
    static bool isData(const QString& path);

Q_SIGNALS:
    void chosen(const layerlab::Task& task);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* fileRow();
    QWidget* formatRow();
    QWidget* preview();
    QWidget* bottom();
    void browse();
    void look(bool guess);  // reads the file; guess: its format too
    void take(const FileLook& look);
    void lookAtOther(OtherFile which);
    void lookAtOthers();  // again: what they are read as has changed
    std::atomic<std::int64_t>& requestOf(OtherFile which) { return m_other_requests[static_cast<std::size_t>(which)]; }
    void askRole(int column);
    void showUse();
    void refresh();
    void use();

    QString m_path;
    bool m_looked = false;  // what is shown is the newest answer
    bool m_fresh = true;    // nothing is known of the file yet
    QString m_table_wrong, m_text_wrong;

    QLineEdit* m_file = nullptr;
    QLabel* m_complaint = nullptr;
    QWidget* m_formats = nullptr;
    QComboBox* m_use = nullptr;
    QComboBox* m_separator = nullptr;
    QComboBox* m_quoting = nullptr;
    QCheckBox* m_header = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_nothing = nullptr;
    PreviewModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QScrollArea* m_scroll = nullptr;
    ImportForm* m_form = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_use_button = nullptr;

    // Answers to earlier ones are dropped.
    std::atomic<std::int64_t> m_request{0};
    std::array<std::atomic<std::int64_t>, 2> m_other_requests{};
    BackgroundWorker m_worker;  // the last member: its tasks end before anything else goes
};

}  // namespace layerlab
