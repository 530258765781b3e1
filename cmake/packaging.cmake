# What is installed beside the programs and libraries (desktop entry, icon, manual pages, documents), and the Debian
# package that CPack makes of all that (tools/package.sh). Included last: CPack looks at the rules that are there by then.

set(documents ${CMAKE_INSTALL_DATADIR}/doc/layerlab)
install(FILES LICENSE README.md README.zh.md packaging/copyright DESTINATION ${documents})
install(FILES resources/screenshot.png DESTINATION ${documents}/resources)      # where the README looks for it
install(FILES packaging/layerlab-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
if(LAYERLAB_GUI)
  set(id org.layerlab.LayerLab)      # also the program's QGuiApplication::desktopFileName
  install(FILES packaging/layerlab.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES packaging/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES packaging/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(FILES resources/icons/layerlab.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME ${id}.svg)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_NAME layerlab)
set(CPACK_PACKAGE_VENDOR "LayerLab developers")
set(CPACK_PACKAGE_CONTACT "LayerLab developers <developers@layerlab.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "laboratory for transformer depth")
set(CPACK_PACKAGE_DESCRIPTION
"LayerLab makes transformers shallower and smaller: assemble a stack of layers,
switch on LayerDrop or parameter sharing, train, and watch the loss and the
accuracy of every pruned depth while the model learns.

The package has the window, layerlab, and the command line, layerlab-cli.")
set(CPACK_STRIP_FILES ON)
# The same modes whatever the umask of who builds it.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# Every program and library of the package is looked at, so LibTorch is found although it is opened only at run time. Our
# own libraries are found in the package's tree by their RPATH.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened by name, so no program's header tells of it: the BLAS that shares its threads with LibTorch.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libopenblas0-openmp)
if(LAYERLAB_GUI)
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", qt6-qpa-plugins")      # so are Qt's plugins for displays
  # Chinese text, and the buttons of Qt's own dialogs in Chinese.
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk | fonts-wqy-microhei, qt6-translations-l10n")
endif()
include(CPack)
