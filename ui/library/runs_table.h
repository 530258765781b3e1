// The library below the canvas: every run of the folder, kept up to date, a double click away from its charts.
#pragma once

#include <QSortFilterProxyModel>
#include <QString>
#include <QTimer>
#include <QWidget>

#include "ui/library/runs_model.h"
#include "ui/session/background_worker.h"

class QLabel;
class QTableView;

namespace layerlab {

class RunsDelegate;

class RunsTable : public QWidget {
    Q_OBJECT

public:
    explicit RunsTable(const QString& libraryFolder, QWidget* parent = nullptr);

    void refresh();                                       // reads the library again, on another thread
    void setOpenRun(const QString& folder);               // the one on display
    void setResumeReason(const QString& reason_against);  // why no run can be resumed now; empty: one can
    const RunSummary* run(const QString& folder) const { return m_model.run(folder); }
    QTableView* view() { return m_view; }
    QSize sizeHint() const override { return {600, 190}; }

Q_SIGNALS:
    void openRun(const QString& folder);
    void resumeRun(const QString& folder);
    void duplicateRun(const QString& folder);
    void listed();  // the table shows a new reading

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void take(const std::vector<RunSummary>& runs);
    void showMenu(const QPoint& position);
    QString folderAt(const QModelIndex& index) const;

    QString m_library;
    RunsModel m_model;
    QSortFilterProxyModel m_sorted;
    QTableView* m_view;
    QLabel* m_empty;
    RunsDelegate* m_delegate;
    QTimer m_timer;
    bool m_reading = false;
    bool m_sized = false;
    QString m_resume_reason;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
