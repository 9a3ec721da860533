// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions.h"

#include <QWebEnginePermission>

#include <optional>

namespace Spacewright::Ui::Engine {

namespace {

std::optional<Permission> permissionOf(QWebEnginePermission::PermissionType type)
{
    using Type = QWebEnginePermission::PermissionType;
    switch (type) {
    case Type::MediaAudioCapture:
        return Permission::Microphone;
    case Type::MediaVideoCapture:
        return Permission::Camera;
    case Type::MediaAudioVideoCapture:
        return Permission::CameraAndMicrophone;
    case Type::ClipboardReadWrite:
        return Permission::Clipboard;
    case Type::Geolocation:
        return Permission::Location;
    case Type::Notifications:
        return Permission::Notifications;
    case Type::MouseLock:
        return Permission::Pointer;
    case Type::DesktopVideoCapture: // a Space has no business with the person's screen or fonts
    case Type::DesktopAudioVideoCapture:
    case Type::LocalFontsAccess:
    case Type::Unsupported:
        break;
    }
    return std::nullopt;
}

} // namespace

void askPermission(const QWebEnginePermission &permission, BrowserObserver &observer)
{
    const std::optional<Permission> asked = permissionOf(permission.permissionType());
    if (!asked) {
        permission.deny();
        return;
    }
    observer.permissionAsked(
        {.permission = *asked, .origin = permission.origin(), .answer = [permission](bool allowed) {
             allowed ? permission.grant() : permission.deny();
         }});
}

} // namespace Spacewright::Ui::Engine
